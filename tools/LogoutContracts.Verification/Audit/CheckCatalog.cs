using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Audit.Checks.Access;
using LogoutContracts.Verification.Audit.Checks.Browser;
using LogoutContracts.Verification.Audit.Checks.Invalidation;
using LogoutContracts.Verification.Audit.Checks.Replicas;
using LogoutContracts.Verification.Audit.Checks.Retries;

namespace LogoutContracts.Verification.Audit;

/// <summary>Every check of an audit, and what is not checked.</summary>
public static class CheckCatalog
{
    /// <summary>Shows that the other checks can tell a live session from a dead one.</summary>
    public static Check Control { get; } = new T00PositiveControl();

    /// <summary>
    /// In the order in which they run. T27 tries every dead token of the checks before it again, and T29 restarts the target.
    /// </summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        Control, new T01Replay(), new T02Sweep(), new T03TokenLeak(), new T04ClearingCookie(), new T05Caching(), new T06NextLogin(),
            new T07CrossSite(), new T08SafeMethods(),
        new T09OtherSessions(), new T10RefreshTokens(), new T11ClientCertificate(), new T12OwnOtherSession(), new T13IdleTimeout(),
        new T14OpenRedirect(),
            new T16SecondLogout(), new T17ConcurrentLogout(), new T18Latency(),
        new T19RefusedLogout(), new T20PartialCredential(), new T21AlteredToken(), new T22OtherPlaces(), new T23OtherRequests(),
            new T24LogoutForms(), new T25SessionFixation(), new T26ForeignOrigin(),
        new T27DeadForGood(), new T28OtherReplicas(), new T29Restart(),
    ];

    /// <summary>Requirements on logouts that the audit does not check, and why.</summary>
    public static IReadOnlyList<(string Id, string Name, string Reason)> Missing { get; } =
    [
        ("T15", "Back-channel logout",
            "The spec format cannot describe a call from an identity provider, so there is no mock to prove such a check with."),
    ];

    /// <summary>Finds a check by its id, in any letter case.</summary>
    /// <returns>Null if no check has this id.</returns>
    public static Check? Find(string id) => All.FirstOrDefault(check => check.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
