using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>What is known about a request when its variant is chosen, apart from the request itself.</summary>
/// <param name="Mixed">Whether each credential is known, but they belong to different sessions.</param>
/// <param name="Kind">Kind of the caller's session; null if the caller has no known session, or the contract has no kinds.</param>
/// <param name="MediaType">Media type of the body, in lower case and without parameters; empty if the request has no Content-Type.</param>
public readonly record struct RequestFacts(
    CallerStates Caller, bool Mixed, string? Kind, TargetStates Target, BodyClass Body, string MediaType, string Method,
    Certificate Certificate)
{
    /// <summary>Whether the request names a known user, with the right password; see <see cref="UserCheck"/>.</summary>
    public bool IsUserKnown { get; init; } = true;

    /// <summary>What the caller shows, as an index in <see cref="SessionModel.ValueNames"/>; -1 if its session is unknown.</summary>
    public int Shown { get; init; } = -1;

    /// <summary>The OAuth client; own if the operation does not ask for one.</summary>
    public Client Client { get; init; }
}
