using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Requests;

/// <summary>
/// Finds text that may be a part of a credential: cut off, without its prefix, or encoded. For places where none belongs. It goes by looks,
/// because what a client has left of a credential need not have its format.
/// </summary>
public static class SecretLookalikes
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "(masked)";

    /// <summary>The shortest text that is masked, in characters.</summary>
    private const int Shortest = 8;

    private const string Hash = "sha256:";

    // Words, in camel case or with hyphens, possibly with a short number, as in "logoutSession", "user-profile" and "oauth2".
    private const string Word = "(([A-Z]?[a-z]{2,}|[A-Z]{2,})+[0-9]{0,4}|[A-Za-z]{1,2}[0-9]{0,2}|[0-9]{1,11})";
    private const string Punctuation = "[-_+=|~]";

    // Without backtracking, because the text is a client's.
    private static readonly Regex OrdinaryText = new(
        $"^{Punctuation}*{Word}({Punctuation}+{Word})*{Punctuation}*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    /// <summary>Masks all runs of letters, digits and some punctuation that are neither words nor short numbers.</summary>
    public static string Masked(string text)
    {
        StringBuilder? masked = null;
        var kept = 0;
        for (var at = 0; at < text.Length;)
        {
            var run = RunAt(text, at);
            if (run.Text.Length >= Shortest && !IsHash(text, at) && !OrdinaryText.IsMatch(run.Text))
            {
                (masked ??= new()).Append(text, kept, at - kept).Append(Mask);
                kept = at + run.Length;
            }

            at += Math.Max(1, run.Length);
        }

        return masked is null ? text : masked.Append(text, kept, text.Length - kept).ToString();
    }

    /// <returns>The run with its percent-encoding decoded, and its length in the text.</returns>
    private static (string Text, int Length) RunAt(string text, int start)
    {
        var run = new StringBuilder();
        var at = start;
        while (at < text.Length)
        {
            var (character, length) = CharacterAt(text, at);
            if (!char.IsAsciiLetterOrDigit(character) && !"-_+=|~".Contains(character))
                break;
            run.Append(character);
            at += length;
        }

        return (run.ToString(), at - start);
    }

    private static (char Character, int Length) CharacterAt(string text, int at)
    {
        // What was encoded twice is still encoded after one decoding.
        var escape = text.AsSpan(at);
        while (escape.StartsWith("%25", StringComparison.Ordinal))
            escape = escape[2..];
        var isEscape = escape.Length >= 3 && (escape[0] == '%' || text[at] == '%')
            && byte.TryParse(escape.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        return isEscape
            ? ((char)byte.Parse(escape.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), text.Length - at - escape.Length + 3)
            : (text[at], 1);
    }

    private static bool IsHash(string text, int at) => text.AsSpan(0, at).EndsWith(Hash, StringComparison.Ordinal);

    // Words, in camel case or with hyphens, possibly with a short number, as in "logoutSession", "user-profile" and "oauth2".
}
