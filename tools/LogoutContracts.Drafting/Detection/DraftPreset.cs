using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Detection;

/// <summary>A built-in preset, as far as drafts depend on it.</summary>
/// <param name="Credentials">Its names of the credentials.</param>
/// <param name="Carriers">Where it says that they travel.</param>
/// <param name="Refusing">Its variants that refuse a request without a live session.</param>
internal sealed record DraftPreset(
    string Name, ValueList<string> Credentials, ValueList<string> Carriers, ValueList<string> Refusing)
{
    private const string AnyHeader = "header ";
    private const string BearerHeader = "header Authorization: Bearer ";

    private static readonly DraftPreset Bearer = new(
        "bearer", ["token"], [$"{BearerHeader}{{token}}"], ["no-token", "malformed-token", "unknown-token", "dead-token"]);

    private static readonly DraftPreset Cookie =
        new("cookie", ["session"], ["cookie session={session}"], ["no-cookie", "unknown-cookie", "dead-cookie"]);

    private static readonly DraftPreset Header =
        new("header", ["token"], ["header X-Auth-Token: {token}"], ["no-token", "unknown-token", "dead-token"]);

    private static readonly DraftPreset TwoHeaders = new(
        "two-headers", ["userId", "token"], ["header X-User-Id: {userId}", "header X-Auth-Token: {token}"],
        ["no-token", "half-a-token", "unknown-token", "dead-token"]);

    /// <summary>Whether the preset tells a header without a token from a missing one.</summary>
    public bool HasMalformed => ReferenceEquals(this, Bearer);

    /// <summary>The preset for credentials that travel like this; null if there is none.</summary>
    public static DraftPreset? For(IReadOnlyList<DraftCredential> credentials) =>
        credentials.Where(credential => credential.Carriers.Count > 0).ToList() switch
        {
            [{ IsPerUser: false } only] when TravelsIn(only, "cookie ") => Cookie,
            [{ IsPerUser: false } only] when TravelsIn(only, BearerHeader) => Bearer,
            [{ IsPerUser: false } only] when TravelsIn(only, AnyHeader) => Header,
            [var one, var other] when TravelsIn(one, AnyHeader) && TravelsIn(other, AnyHeader) && one.IsPerUser != other.IsPerUser =>
                TwoHeaders,
            _ => null,
        };

    /// <summary>The credentials with the preset's names, those of users first.</summary>
    public IReadOnlyList<DraftCredential> Named(IReadOnlyList<DraftCredential> credentials)
    {
        var carried = credentials.Where(credential => credential.Carriers.Count > 0).OrderByDescending(credential => credential.IsPerUser);
        var others = credentials.Where(credential => credential.Carriers.Count == 0);
        return [.. carried.Zip(Credentials, (credential, name) => credential.Renamed(name)), .. others];
    }

    /// <summary>Whether the preset itself says where this credential travels.</summary>
    public bool Has(DraftCredential credential) =>
        credential.Carriers is [var only] && Carriers.Contains(only, StringComparer.Ordinal);

    private static bool TravelsIn(DraftCredential credential, string start) =>
        credential.Carriers[0].StartsWith(start, StringComparison.Ordinal);
}
