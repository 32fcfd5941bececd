using System.Text;

namespace LogoutContracts.Verification.Masking;

/// <summary>A spelling of a secret to search for.</summary>
/// <param name="Label">The text to show in its place.</param>
/// <param name="HasParts">Whether to mask parts of it, too.</param>
internal sealed record SecretPattern(string Text, string Label, bool HasParts)
{
    public Base64Place Base64 { get; init; }

    /// <summary>The secret itself, and in Base64 as it appears after 0, 1 or 2 other bytes, such as those of <c>user:</c>.</summary>
    public static IEnumerable<SecretPattern> Of(LabelledSecret secret)
    {
        // A part of an e-mail address may be any domain name.
        var hasParts = !secret.Value.Contains('@', StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(secret.Value);
        foreach (var spelling in SpellingsOf(secret.Value))
            yield return new(spelling, secret.Label, hasParts);
        for (var before = 0; before < 3; before++)
        {
            var place = before == 0 ? Base64Place.AtStart : Base64Place.Inside;
            var base64 = new SecretPattern(Base64After(before, bytes), secret.Label, hasParts) { Base64 = place };
            yield return base64;
            yield return base64 with { Text = base64.Text.TrimEnd('=').Replace('+', '-').Replace('/', '_') };
        }
    }

    /// <summary>The secret as it is, and as in URLs, where a space may be a plus sign, and escapes are bytes of UTF-8.</summary>
    public static IEnumerable<string> SpellingsOf(string secret)
    {
        yield return secret;
        if (secret.Contains(' ', StringComparison.Ordinal))
            yield return secret.Replace(' ', '+');
        if (!Ascii.IsValid(secret))
            yield return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret));
    }

    // Characters that also depend on the bytes before are left out: 8 bits are 2 characters, 16 bits are 3.
    private static string Base64After(int before, byte[] bytes) =>
        Convert.ToBase64String([.. new byte[before], .. bytes])[(before == 0 ? 0 : before + 1)..];
}

/// <summary>Where a secret is in the Base64 text.</summary>
internal enum Base64Place
{
    /// <summary>The pattern is not Base64.</summary>
    None,
    AtStart,

    /// <summary>Other bytes come before the secret, and share a character with it.</summary>
    Inside,
}
