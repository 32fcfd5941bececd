using System.Globalization;

namespace LogoutContracts.Drift.Facts;

/// <summary>Finds words in a text.</summary>
internal static class Tokens
{
    /// <summary>Where a name stands alone, not as a part of a longer name; -1 if nowhere.</summary>
    public static int IndexOf(string text, string name, StringComparison comparison = StringComparison.Ordinal)
    {
        for (var at = text.IndexOf(name, comparison); at >= 0; at = text.IndexOf(name, at + 1, comparison))
        {
            if (!IsPart(text, at - 1) && !IsPart(text, at + name.Length))
                return at;
        }

        return -1;
    }

    /// <summary>The words of a text in lower case, without punctuation.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' || IsMark(text[i]));
            if (isWord && start < 0)
                start = i;
            if (isWord || start < 0)
                continue;
            words.Add(text[start..i].ToLowerInvariant());
            start = -1;
        }

        return words;
    }

    /// <summary>Whether words occur in this order, next to each other.</summary>
    public static bool HasWords(IReadOnlyList<string> text, IReadOnlyList<string> words) => words.Count > 0
        && Enumerable.Range(0, Math.Max(0, text.Count - words.Count + 1))
            .Any(start => words.Select((word, i) => string.Equals(word, text[start + i], StringComparison.Ordinal)).All(same => same));

    private static bool IsPart(string text, int index) =>
        index >= 0 && index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] is '_' or '-');

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
