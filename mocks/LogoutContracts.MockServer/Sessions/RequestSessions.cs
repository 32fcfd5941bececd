using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions of one request, by role.</summary>
/// <param name="TargetId">The target id in the request, whether or not a session has it.</param>
/// <param name="Seeds">The variant's seeded sessions; null if no variant matches.</param>
internal readonly record struct RequestSessions(
    SessionModel Model, Session? Caller, Session? Target, string? TargetId, Session? Opened, SeedSet? Seeds)
{
    /// <summary>How the request was counted against a rate limit; the default value if it was not, as in a forced answer.</summary>
    public LimitCount Count { get; init; }

    /// <summary>The caller's session with its new values; null if the answer renews none.</summary>
    public Session? Renewed { get; init; }

    /// <summary>The request that is answered.</summary>
    public KestrelRequest Request { get; init; }

    /// <summary>The active sessions of the caller's user, newest first; empty if the answer does not list sessions.</summary>
    public IReadOnlyList<Session> OfUser { get; init; } = [];

    /// <summary>
    /// The value of a placeholder. If the request has no session in that role, as in a forced answer, the variant's seeded session is used.
    /// </summary>
    public string ValueOf(Hole hole)
    {
        if (hole.Role == Role.Fresh)
            return Model.FormatOf(hole.Name)!.Fresh();
        if (hole.Role == Role.Request)
        {
            return hole.RequestHeader is not { } header ? Request.Method
                : Request.TryGetHeader(header, out var echoed) && CanBeSent(echoed) ? echoed.ToString() : "";
        }
        if (hole.Role == Role.Limit)
            return Count.IsCounted ? Count.ValueOf(hole.Name) : Seeds!.ValueOf(hole);
        var session = hole.Role switch
        {
            Role.Caller or Role.Each => Caller,
            Role.Target => Target,
            Role.Opened => Opened,
            Role.Renewed => Renewed,
            _ => null,
        };
        if (session is not null)
            return session[Model.IndexOf(hole.Name)];
        return hole.Role == Role.Target && TargetId is not null
            && Model.Ids.Any(id => string.Equals(id.Name, hole.Name, StringComparison.Ordinal)) ? TargetId : Seeds!.ValueOf(hole);
    }

    // Kestrel cannot send other characters in headers.
    private static bool CanBeSent(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange(' ', '~');
}
