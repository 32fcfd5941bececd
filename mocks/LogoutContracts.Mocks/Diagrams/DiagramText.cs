using System.Globalization;
using System.Text;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Makes texts of specs fit for a diagram.</summary>
internal static class DiagramText
{
    private const int Longest = 160;

    /// <summary>
    /// One line of visible characters: those that are invisible, break lines or reorder text appear as their code, such as ⟨U+202E⟩.
    /// Longer texts end with an ellipsis.
    /// </summary>
    public static string Of(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
                return line.Append('…').ToString();
            if (IsVisible(rune))
                line.Append(rune.ToString());
            else
                line.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
        }

        return line.ToString();
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
