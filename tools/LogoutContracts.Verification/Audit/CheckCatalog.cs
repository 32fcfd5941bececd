using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Audit.Checks.Access;
using LogoutContracts.Verification.Audit.Checks.Browser;
using LogoutContracts.Verification.Audit.Checks.Invalidation;

namespace LogoutContracts.Verification.Audit;

/// <summary>Every check that an audit has, and what it does not check.</summary>
public static class CheckCatalog
{
    /// <summary>What shows that the others would see a session that lives.</summary>
    public static Check Control { get; } = new T00PositiveControl();

    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        Control, new T01Replay(), new T02Sweep(), new T03TokenLeak(), new T04ClearingCookie(), new T05Caching(), new T06NextLogin(), new T07CrossSite(), new T08SafeMethods(),
        new T09OtherSessions(), new T11ClientCertificate(), new T12OwnOtherSession(), new T13IdleTimeout(), new T14OpenRedirect(), new T16SecondLogout(), new T17ConcurrentLogout(), new T18Latency(), new T19RefusedLogout(), new T20PartialCredential(),
    ];

    /// <summary>What is asked about logouts elsewhere and not here, with the reason.</summary>
    public static IReadOnlyList<(string Id, string Name, string Reason)> Missing { get; } =
    [
        ("T10", "Refresh tokens", "A contract has no words for a token that renews another one, so there is no mock that could get it wrong, and a check that nothing fails is none."),
        ("T15", "Back-channel logout", "A contract has no words for a call that an identity provider makes, so there is no mock that could take it wrongly."),
    ];

    /// <returns>Null where there is none of this id.</returns>
    public static Check? Find(string id) => All.FirstOrDefault(check => check.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
