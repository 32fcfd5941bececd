using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Reports.Wording;

/// <summary>Compares two texts word by word, or line by line if there are too many words.</summary>
internal static partial class TextDiff
{
    // In cells: words of one text times words of the other.
    private const int LargestTable = 1_000_000;

    public static DiffedTexts Of(string expected, string actual)
    {
        var (before, after) = (Words(expected), Words(actual));
        if ((long)before.Length * after.Length > LargestTable)
            (before, after) = (Lines(expected), Lines(actual));
        var (isCommonBefore, isCommonAfter) = Common(before, after);
        return new(Pieces(before, isCommonBefore), Pieces(after, isCommonAfter));
    }

    private static (bool[] Before, bool[] After) Common(string[] before, string[] after)
    {
        var (isBefore, isAfter) = (new bool[before.Length], new bool[after.Length]);
        var start = 0;
        while (start < before.Length && start < after.Length && Same(before[start], after[start]))
            isBefore[start] = isAfter[start++] = true;
        var (endBefore, endAfter) = (before.Length, after.Length);
        while (endBefore > start && endAfter > start && Same(before[endBefore - 1], after[endAfter - 1]))
            isBefore[--endBefore] = isAfter[--endAfter] = true;
        if ((long)(endBefore - start) * (endAfter - start) <= LargestTable)
        {
            MarkCommon(
                before.AsSpan(start, endBefore - start), after.AsSpan(start, endAfter - start),
                isBefore.AsSpan(start), isAfter.AsSpan(start));
        }

        Bridge(before, isBefore);
        Bridge(after, isAfter);
        return (isBefore, isAfter);
    }

    /// <summary>Marks spaces between two different words as different, too: a common space alone is of no interest.</summary>
    private static void Bridge(string[] words, bool[] isCommon)
    {
        for (var i = 1; i < words.Length - 1; i++)
            isCommon[i] &= isCommon[i - 1] || isCommon[i + 1] || words[i].Trim(' ').Length > 0;
    }

    /// <summary>Marks a longest common subsequence.</summary>
    private static void MarkCommon(ReadOnlySpan<string> before, ReadOnlySpan<string> after, Span<bool> isBefore, Span<bool> isAfter)
    {
        var lengths = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                lengths[i, j] = Same(before[i], after[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        for (var (i, j) = (0, 0); i < before.Length && j < after.Length;)
        {
            if (Same(before[i], after[j]))
                isBefore[i++] = isAfter[j++] = true;
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        }
    }

    private static ValueList<DiffPiece> Pieces(string[] words, bool[] isCommon)
    {
        var pieces = new List<DiffPiece>();
        for (var from = 0; from < words.Length;)
        {
            var to = from + 1;
            while (to < words.Length && isCommon[to] == isCommon[from])
                to++;
            pieces.Add(new(string.Concat(words[from..to]), !isCommon[from]));
            from = to;
        }

        return pieces.ToValueList();
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string[] Words(string text) => [.. Word().EnumerateMatches(text).Texts(text)];

    private static string[] Lines(string text) => [.. Line().EnumerateMatches(text).Texts(text)];

    private static List<string> Texts(this Regex.ValueMatchEnumerator matches, string text)
    {
        var texts = new List<string>();
        foreach (var match in matches)
            texts.Add(text.Substring(match.Index, match.Length));
        return texts;
    }

    // Surrogate pairs stay together.
    [GeneratedRegex(@"\n|[ \t]+|[\w-]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\n]*\n|[^\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

/// <summary>The pieces of each text, in order. Joined, they are the text.</summary>
internal sealed record DiffedTexts(ValueList<DiffPiece> Expected, ValueList<DiffPiece> Actual);

/// <param name="Differs">Whether the other text lacks it.</param>
internal sealed record DiffPiece(string Text, bool Differs);
