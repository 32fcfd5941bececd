using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogoutContracts.Specs.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LogoutContracts.Mocks.Tokens;

/// <summary>Writes and signs JSON Web Tokens. The same content always gives the same token.</summary>
public static class JwtIssuer
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Seeded tokens are the same in every run, so they are issued at a fixed time and never expire in practice.
    private static readonly DateTimeOffset SeedsIssued = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SeedsExpire = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Issues a token.</summary>
    /// <param name="id">The claim jti.</param>
    /// <param name="issued">The claim iat, in whole seconds.</param>
    /// <param name="expires">The claim exp, in whole seconds.</param>
    public static string Issue(JwtFormat format, TokenSubject subject, string id, DateTimeOffset issued, DateTimeOffset expires)
    {
        using var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload, Form))
        {
            json.WriteStartObject();
            foreach (var claim in format.Claims)
                Write(json, claim, subject);
            json.WriteNumber(JwtRegisteredClaimNames.Iat, issued.ToUnixTimeSeconds());
            json.WriteNumber(JwtRegisteredClaimNames.Exp, expires.ToUnixTimeSeconds());
            json.WriteString(JwtRegisteredClaimNames.Jti, id);
            json.WriteEndObject();
        }

        return new JsonWebTokenHandler().CreateToken(
            Encoding.UTF8.GetString(payload.GetBuffer(), 0, (int)payload.Length), TestKey.Credentials,
            new Dictionary<string, object>(StringComparer.Ordinal) { [JwtHeaderParameterNames.Typ] = format.Type });
    }

    /// <summary>Issues the token of a seeded session.</summary>
    /// <param name="seed">Makes the claim jti, which distinguishes the token from others of the same subject.</param>
    internal static string Seed(JwtFormat format, TokenSubject subject, ReadOnlySpan<byte> seed) =>
        Issue(format, subject, Convert.ToHexStringLower(seed[..16]), SeedsIssued, SeedsExpire);

    private static void Write(Utf8JsonWriter json, JwtClaim claim, TokenSubject subject)
    {
        json.WritePropertyName(claim.Name);
        if (claim.IsList)
            json.WriteStartArray();
        foreach (var value in claim.Values)
            json.WriteStringValue(JwtClaim.Render(value, subject.ValueOf));
        if (claim.IsList)
            json.WriteEndArray();
    }
}
