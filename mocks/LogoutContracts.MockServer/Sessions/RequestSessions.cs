using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions of one request, by role.</summary>
/// <param name="TargetId">The target id in the request, whether or not a session has it.</param>
/// <param name="Seeds">The variant's seeded sessions; null if no variant matches.</param>
internal readonly record struct RequestSessions(
    SessionModel Model, Session? Caller, Session? Target, string? TargetId, Session? Opened, SeedSet? Seeds)
{
    /// <summary>
    /// The value of a placeholder. If the request has no session in that role, as in a forced answer, the variant's seeded session is used.
    /// </summary>
    public string ValueOf(Hole hole)
    {
        if (hole.Role == Role.Fresh)
            return Model.FormatOf(hole.Name)!.Fresh();
        var session = hole.Role switch
        {
            Role.Caller => Caller,
            Role.Target => Target,
            Role.Opened => Opened,
            _ => null,
        };
        if (session is not null)
            return session[Model.IndexOf(hole.Name)];
        return hole.Role == Role.Target && TargetId is not null
            && Model.Ids.Any(id => string.Equals(id.Name, hole.Name, StringComparison.Ordinal)) ? TargetId : Seeds!.ValueOf(hole);
    }
}
