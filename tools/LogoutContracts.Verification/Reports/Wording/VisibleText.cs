using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Verification.Reports.Wording;

/// <summary>
/// Makes text from a target safe to show: characters that are invisible, move the cursor or reverse the line appear as their code, such as
/// ⟨U+202E⟩, and so does the first character of what a CI system would take for a command in its log.
/// </summary>
public static partial class VisibleText
{
    /// <returns>The text with LF as its line breaks, and nothing invisible in it except tabs.</returns>
    public static string Of(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var visible = HasHidden(lines) ? WithCodes(lines) : lines;
        return LogCommand().Replace(visible, command => Code(command.ValueSpan[0]));
    }

    /// <summary>
    /// Whether a character is invisible, moves the cursor, reverses the line, or is not assigned. Line breaks (LF) and tabs are not hidden.
    /// </summary>
    public static bool IsHidden(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value is not ('\n' or '\t'),
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => true,
        _ => false,
    };

    private static bool HasHidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || IsHidden(rune))
                return true;
            at += rune.Utf16SequenceLength - 1;
        }

        return false;
    }

    private static string WithCodes(string text)
    {
        var visible = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            // No rune: one half of a surrogate pair.
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                visible.Append(Code(text[at++]));
                continue;
            }

            if (IsHidden(rune))
                visible.Append(Code(rune.Value));
            else
                visible.Append(text, at, rune.Utf16SequenceLength);
            at += rune.Utf16SequenceLength;
        }

        return visible.ToString();
    }

    private static string Code(int character) => string.Create(CultureInfo.InvariantCulture, $"⟨U+{character:X4}⟩");

    // GitHub: "::error::" at the start of a line, and "##[error]" anywhere. Azure Pipelines: "##vso[". TeamCity: "##teamcity[".
    [GeneratedRegex(@"(?<=^[^\S\n]*):(?=:[A-Za-z][^\n]*::)|#(?=#[A-Za-z]{0,20}\[)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LogCommand();
}
