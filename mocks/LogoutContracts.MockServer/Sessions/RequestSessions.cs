using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions that play the roles in one request.</summary>
/// <param name="Seeds">The variant's own; null where no variant answers.</param>
/// <param name="TargetId">The id that the request names, whether or not there is such a session.</param>
internal readonly record struct RequestSessions(SessionModel Model, Session? Caller, Session? Target, string? TargetId, Session? Opened, SeedSet? Seeds)
{
    /// <summary>How the request was counted; an answer that is asked for by name is not.</summary>
    public LimitCount Count { get; init; }

    /// <summary>What is answered.</summary>
    public KestrelRequest Request { get; init; }

    /// <summary>The active sessions of the caller's user, the newest first; empty unless the answer lists them.</summary>
    public IReadOnlyList<Session> OfUser { get; init; } = [];

    /// <summary>What goes into a hole of the answer. A role that nobody plays here, as in an answer that was forced, is played by the variant's own seeded session.</summary>
    public string ValueOf(Hole hole)
    {
        if (hole.Role == Role.Fresh)
            return Model.FormatOf(hole.Name)!.Fresh();
        if (hole.Role == Role.Request)
            return hole.RequestHeader is not { } header ? Request.Method : Request.TryGetHeader(header, out var echoed) && CanBeSent(echoed) ? echoed.ToString() : "";
        if (hole.Role == Role.Limit)
            return Count.IsCounted ? Count.ValueOf(hole.Name) : Seeds!.ValueOf(hole);
        var session = hole.Role switch
        {
            Role.Caller or Role.Each => Caller,
            Role.Target => Target,
            Role.Opened => Opened,
            _ => null,
        };
        if (session is not null)
            return session[Model.IndexOf(hole.Name)];
        return hole.Role == Role.Target && TargetId is not null && Model.Ids.Any(id => string.Equals(id.Name, hole.Name, StringComparison.Ordinal)) ? TargetId : Seeds!.ValueOf(hole);
    }

    // Kestrel sends ASCII only.
    private static bool CanBeSent(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange(' ', '~');
}
