using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

/// <summary>Finds a secret in text: literally, percent-encoded, or inside base64. Pure.</summary>
internal static partial class TokenSearch
{
    // Base64 is only searched this far: a longer body is probably a file.
    private const int MaxSearched = 200_000;

    /// <returns>How the text contains the secret, such as "in base64"; null if it does not.</returns>
    public static string? Find(string text, string secret)
    {
        if (text.Contains(secret, StringComparison.Ordinal))
            return "as it is";
        if (text.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase))
            return "escaped for a URL";
        return Encoded().Matches(text.Length > MaxSearched ? text[..MaxSearched] : text)
            .Any(run => Decoded(run.Value)?.Contains(secret, StringComparison.Ordinal) == true) ? "in base64" : null;
    }

    private static string? Decoded(string base64)
    {
        var plain = base64.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{16,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();
}
