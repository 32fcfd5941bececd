using System.Text;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>Makes text a part of a URI.</summary>
internal static class UriText
{
    private const string Allowed = "-._~:/?#[]@!$&'()*+,;=%";

    /// <summary>The text with all characters percent-encoded that cannot be in a URI; what is encoded already stays.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Allowed.Contains((char)rune.Value)))
                escaped.Append((char)rune.Value);
            else
                escaped.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }
}
