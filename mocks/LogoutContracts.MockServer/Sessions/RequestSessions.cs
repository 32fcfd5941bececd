using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions that play the roles in one request.</summary>
/// <param name="Seeds">The variant's own; null where no variant answers.</param>
/// <param name="TargetId">The id that the request names, whether or not there is such a session.</param>
internal readonly record struct RequestSessions(SessionModel Model, Session? Caller, Session? Target, string? TargetId, Session? Opened, SeedSet? Seeds)
{
    /// <summary>What goes into a hole of the answer. A role that nobody plays here, as in an answer that was forced, is played by the variant's own seeded session.</summary>
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
        return hole.Role == Role.Target && TargetId is not null && Model.Ids.Any(id => string.Equals(id.Name, hole.Name, StringComparison.Ordinal)) ? TargetId : Seeds!.ValueOf(hole);
    }
}
