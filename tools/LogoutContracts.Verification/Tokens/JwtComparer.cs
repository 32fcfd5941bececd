using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LogoutContracts.Verification.Tokens;

/// <summary>
/// Compares an issued JSON Web Token with its format. Wrong under any contract are a signature that no published key verifies, and a
/// token that is issued expired; other differences deserve a remark.
/// </summary>
/// <param name="name">The name of the credential.</param>
/// <param name="lifetime">How long the contract says that it is valid.</param>
/// <param name="valueOf">The value of a placeholder in the claims; null if it is unknown.</param>
internal sealed class JwtComparer(string name, JwtFormat format, TimeSpan lifetime, Func<string, string?> valueOf)
{
    private const string Absent = "(absent)";
    private const string AnyText = "(any text)";
    private const string None = "none";

    /// <summary>How every part about a token starts.</summary>
    public const string Part = "token ";

    /// <param name="keys">The keys that the target publishes; null if it does not.</param>
    public async Task<IReadOnlyList<Comparison>> CompareAsync(string token, IReadOnlyList<SecurityKey>? keys)
    {
        if (Decode(token) is not { } jwt || PayloadOf(jwt) is not { } payload)
            return [Remark("", "a signed JWT", "another text")];
        return
        [
            Remark(" typ", TypeOf(format.Type), TypeOf(jwt.Typ)),
            Remark(" alg", SecurityAlgorithms.RsaSha256, jwt.Alg is { Length: > 0 } alg ? alg : Absent),
            await SignatureAsync(jwt, keys),
            .. format.Claims.Select(claim => Compare(claim, payload)),
            .. TimesIn(payload),
            Remark(" claim jti", AnyText, TextsAt(payload, JwtRegisteredClaimNames.Jti).Any() ? AnyText : Absent),
        ];
    }

    private static JsonWebToken? Decode(string token)
    {
        try
        {
            return new JsonWebTokenHandler().CanReadToken(token) ? new JsonWebToken(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static JsonElement? PayloadOf(JsonWebToken jwt)
    {
        try
        {
            return ResponseJson.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // RFC 7515, section 4.1.9: "application/" can be left out, and media types have no letter case.
    private static string TypeOf(string? type)
    {
        const string Application = "application/";
        if (string.IsNullOrEmpty(type))
            return Absent;
        var lower = type.ToLowerInvariant();
        return lower.StartsWith(Application, StringComparison.Ordinal) ? lower[Application.Length..] : lower;
    }

    private async Task<Comparison> SignatureAsync(JsonWebToken jwt, IReadOnlyList<SecurityKey>? keys)
    {
        const string Signed = "of a published key";
        if (jwt.Alg is null or "" || jwt.Alg.Equals(None, StringComparison.OrdinalIgnoreCase))
            return Wrong(" signature", Signed, None);
        if (keys is null)
            return Remark(" signature", Signed, "unchecked, as no keys are published");
        if (!IsKnown(jwt.Alg))
            return Remark(" signature", Signed, $"unchecked, as {jwt.Alg} is not supported");
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
        });
        return Wrong(" signature", Signed, result.IsValid ? Signed : "of no published key");
    }

    private static bool IsKnown(string algorithm) => algorithm is ['R' or 'P' or 'E', 'S', '2' or '3' or '5', _, _];

    private Comparison Compare(JwtClaim claim, JsonElement payload)
    {
        var found = TextsAt(payload, claim.Name).ToList();
        var part = $" claim {claim.Name}";
        if (found.Count == 0)
            return Remark(part, ExpectedOf(claim), Absent);
        var expected = claim.Values.Select(Rendered).ToList();
        if (expected.Contains(null))
            return Remark(part, AnyText, found.Exists(text => text.Length > 0) ? AnyText : Absent);

        // RFC 7519, section 4.1.3: an audience of one can be a text or a list.
        return Remark(part, string.Join(", ", expected), string.Join(", ", found));
    }

    private string ExpectedOf(JwtClaim claim) => string.Join(", ", claim.Values.Select(value => Rendered(value) ?? AnyText));

    private string? Rendered(string text) => JwtClaim.PlaceholdersIn(text).All(placeholder => valueOf(placeholder) is not null)
        ? JwtClaim.Render(text, placeholder => valueOf(placeholder)!) : null;

    private IEnumerable<Comparison> TimesIn(JsonElement payload)
    {
        var (issued, expires) = (SecondsAt(payload, JwtRegisteredClaimNames.Iat), SecondsAt(payload, JwtRegisteredClaimNames.Exp));
        if (issued is null)
            yield return Remark(" claim iat", "a time", Absent);
        if (expires is null)
            yield return Remark(" claim exp", "a time", Absent);
        if (issued is not { } from || expires is not { } until)
            yield break;
        if (until <= from)
            yield return Wrong(" claim exp", "after iat", "at or before iat");
        else
            yield return Remark(" lifetime", Seconds(lifetime.TotalSeconds), Seconds(until - from));
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} seconds");

    private static double? SecondsAt(JsonElement payload, string claim) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(claim, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) ? seconds : null;

    private static IEnumerable<string> TextsAt(JsonElement payload, string claim) =>
        JsonPointer.Find(payload, $"/{JsonPointer.Escaped(claim)}") switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(TextOf),
            { } value => [TextOf(value)],
        };

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private Comparison Wrong(string part, string expected, string actual) => new($"{Part}{name}{part}", expected, actual);

    private Comparison Remark(string part, string expected, string actual) =>
        Wrong(part, expected, actual) with { Allowance = Allowance.Remark };
}
