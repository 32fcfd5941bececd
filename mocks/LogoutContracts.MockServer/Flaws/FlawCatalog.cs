namespace LogoutContracts.Serving.Flaws;

/// <summary>Every flaw that a mock can have.</summary>
public static class FlawCatalog
{
    /// <summary>In the order of the checks that find them.</summary>
    public static IReadOnlyList<Flaw> All { get; } =
    [
        .. Probing.Flaws, .. Surviving.Flaws, .. Leaking.Flaws, .. ClearingCookies.Flaws, .. Caching.Flaws, .. LoggingInAgain.Flaws, .. ForeignPages.Flaws, .. OtherMethods.Flaws,
        .. OtherSessions.Flaws, .. Certificates.Flaws, .. Idling.Flaws, .. Redirecting.Flaws, .. LoggingOutAgain.Flaws, .. AtOnce.Flaws, .. Later.Flaws, .. Refusing.Flaws, .. HalfProof.Flaws,
    ];

    /// <returns>Null if no flaw has this name.</returns>
    public static Flaw? Find(string name) => All.FirstOrDefault(flaw => string.Equals(flaw.Name, name, StringComparison.Ordinal));
}
