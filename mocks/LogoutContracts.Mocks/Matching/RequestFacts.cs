using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>What is known about a request when its variant is chosen, apart from the request itself.</summary>
/// <param name="Mixed">Each credential is known by itself, but they do not belong together.</param>
/// <param name="Kind">Of the caller's session; null where there is none.</param>
/// <param name="MediaType">Of the body, lower case, without parameters; empty where the request names none.</param>
public readonly record struct RequestFacts(
    CallerStates Caller, bool Mixed, string? Kind, TargetStates Target, BodyClass Body, string MediaType, string Method, Certificate Certificate)
{
    /// <summary>Whether the request names a known user, with the right password; see <see cref="UserCheck"/>.</summary>
    public bool IsUserKnown { get; init; } = true;
}
