using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Judging;

/// <summary>A difference in a sentence that a person reads to its end.</summary>
internal static class ComparisonSentence
{
    // The report has the whole.
    private const int LongestText = 500;

    public static string Of(Comparison comparison)
    {
        var isLong = comparison.Expected.Length + comparison.Actual.Length > LongestText;
        var text = FirstLine(comparison) ?? (isLong ? $"{comparison.Part} is not as the contract has it" : comparison.InOneLine);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    /// <summary>Of JSON on several lines, the first that differs; null if there is none, or if it is long itself.</summary>
    private static string? FirstLine(Comparison comparison)
    {
        if (!comparison.Expected.Contains('\n', StringComparison.Ordinal) || !comparison.Actual.Contains('\n', StringComparison.Ordinal))
            return null;
        var lines = Lines(comparison.Expected).Zip(Lines(comparison.Actual)).FirstOrDefault(pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
        return lines is { First: { Length: < LongestText / 2 } stated, Second: { Length: < LongestText / 2 } came } ? $"{comparison.Part} has {came}, not {stated}" : null;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim().TrimEnd(','));
}
