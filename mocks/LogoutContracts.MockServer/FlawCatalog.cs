using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Flaws.Replicas;
using LogoutContracts.MockServer.Flaws.Responses;
using LogoutContracts.MockServer.Flaws.Retries;
using LogoutContracts.MockServer.Flaws.Tokens;

namespace LogoutContracts.MockServer;

/// <summary>All flaws that a mock can simulate.</summary>
public static class FlawCatalog
{
    /// <summary>In the order of the checks that find them.</summary>
    public static IReadOnlyList<Flaw> All { get; } =
    [
        .. PublicProbe.Flaws, .. SurvivingToken.Flaws, .. TokenLeaks.Flaws, .. ClearingCookies.Flaws, .. RememberMe.Flaws,
        .. Caching.Flaws, .. NextLogin.Flaws, .. CrossSiteRequests.Flaws, .. SafeMethods.Flaws, .. OtherSessions.Flaws,
        .. RefreshTokens.Flaws,
        .. UncheckedCertificate.Flaws, .. IdleTimeout.Flaws, .. OpenRedirect.Flaws, .. SecondLogout.Flaws, .. ConcurrentLogout.Flaws,
        .. DelayedExpiry.Flaws, .. RefusedLogout.Flaws, .. PartialCredential.Flaws, .. AlteredToken.Flaws, .. OtherPlaces.Flaws,
        .. OtherRequests.Flaws, .. LogoutForms.Flaws, .. SessionFixation.Flaws, .. ForeignOrigin.Flaws, .. ShortMemory.Flaws,
        .. LocalMemory.Flaws,
    ];

    /// <returns>Null if no flaw has this name.</returns>
    public static Flaw? Find(string name) => All.FirstOrDefault(flaw => string.Equals(flaw.Name, name, StringComparison.Ordinal));
}
