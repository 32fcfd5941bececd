using System.Globalization;
using System.Text;

namespace LogoutContracts.Verification.Reports.Wording;

/// <summary>What a target sends may hide itself, turn the line around, or be no character at all. Here each such thing is seen, as ⟨U+202E⟩.</summary>
internal static class VisibleText
{
    /// <returns>The text with line breaks as LF, tabs as they are, and nothing else that does not show.</returns>
    public static string Of(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!HasHidden(lines))
            return lines;
        var visible = new StringBuilder(lines.Length);
        for (var at = 0; at < lines.Length;)
        {
            // What is no rune is half a surrogate pair.
            if (!Rune.TryGetRuneAt(lines, at, out var rune))
                Append(visible, lines[at++]);
            else
            {
                if (IsHidden(rune))
                    Append(visible, rune.Value);
                else
                    visible.Append(lines, at, rune.Utf16SequenceLength);
                at += rune.Utf16SequenceLength;
            }
        }

        return visible.ToString();
    }

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

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t') && (rune.Value & 0xFFFE) == 0xFFFE || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value is not ('\n' or '\t'),
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => true,
        _ => false,
    };

    private static void Append(StringBuilder text, int value) => text.Append(CultureInfo.InvariantCulture, $"⟨U+{value:X4}⟩");
}
