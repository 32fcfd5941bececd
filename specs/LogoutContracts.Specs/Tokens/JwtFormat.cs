using System.Diagnostics;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Tokens;

/// <summary>
/// The format of a credential that is a JSON Web Token (RFC 7519), signed with RS256. The mock sets iat, exp and jti itself.
/// </summary>
/// <param name="Keys">The id of the operation that publishes the keys (RFC 7517).</param>
/// <param name="Type">The header's typ; RFC 9068 requires "at+jwt" of an access token.</param>
/// <param name="Claims">The other claims, in the order in which they are written.</param>
/// <param name="Releases">The releases that issue it; empty for all.</param>
public sealed record JwtFormat(string Keys, string Type, ValueList<JwtClaim> Claims, ValueList<string> Releases)
{
    /// <summary>The format in the other releases; null if all issue the token.</summary>
    public CredentialFormat? Otherwise { get; init; }

    /// <summary>The header's typ, unless the format names another.</summary>
    public const string DefaultType = "JWT";

    /// <summary>The claims that follow from the clock and from the token itself, so that no format can set them.</summary>
    public static IReadOnlyList<string> OwnClaims { get; } = ["iat", "exp", "jti"];

    /// <summary>The look of a signed token: enough to tell one from other text, not to check it.</summary>
    public static CredentialFormat Shape { get; } =
        CredentialFormat.TryParse(@"eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,2400}\.[A-Za-z0-9_-]{43,700}", out var shape, out _)
            ? shape : throw new UnreachableException();

    /// <summary>Whether this release issues it.</summary>
    public bool HoldsIn(string? release) => Releases.Count == 0 || Releases.Contains(release, StringComparer.Ordinal);
}

/// <summary>A claim of a token.</summary>
/// <param name="Values">Texts with placeholders.</param>
/// <param name="IsList">Whether it is written as a list, even if it has one value.</param>
public sealed partial record JwtClaim(string Name, ValueList<string> Values, bool IsList)
{
    /// <summary>The placeholder for the name of the session's user.</summary>
    public const string User = "user";

    /// <summary>The placeholder for the id of the OAuth client that opened the session.</summary>
    public const string Client = "client";

    /// <summary>The names in the placeholders of a text.</summary>
    public static IEnumerable<string> PlaceholdersIn(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>The text with each placeholder replaced by its value.</summary>
    /// <param name="valueOf">The value for a name: <see cref="User"/>, <see cref="Client"/> or the name of an id of the session.</param>
    public static string Render(string text, Func<string, string> valueOf) =>
        Placeholder().Replace(text, match => valueOf(match.Groups["name"].Value));

    [GeneratedRegex(@"\{(?<name>[A-Za-z][A-Za-z0-9_-]*)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

/// <summary>The names of the parts of the mock's public signing key in placeholders, such as <c>{keys.n}</c>.</summary>
public static class KeyValues
{
    /// <summary>The key's id.</summary>
    public const string Id = "kid";

    /// <summary>The RSA modulus in base64url.</summary>
    public const string Modulus = "n";

    /// <summary>The RSA exponent in base64url.</summary>
    public const string Exponent = "e";

    public static IReadOnlyList<string> All { get; } = [Id, Modulus, Exponent];
}
