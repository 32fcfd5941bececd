using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Judging;

/// <summary>Describes a difference in one short sentence.</summary>
internal static class ComparisonSentence
{
    // The report has the whole text.
    private const int LongestText = 500;

    public static string Of(Comparison comparison)
    {
        var isLong = comparison.Expected.Length + comparison.Actual.Length > LongestText;
        var text = FirstLine(comparison) ?? (isLong ? $"{comparison.Part} differs from the contract" : comparison.InOneLine);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    /// <summary>For texts of several lines, the first line that differs; null if there is none, or if it is too long.</summary>
    private static string? FirstLine(Comparison comparison)
    {
        if (!comparison.Expected.Contains('\n', StringComparison.Ordinal) || !comparison.Actual.Contains('\n', StringComparison.Ordinal))
            return null;
        var lines = Lines(comparison.Expected).Zip(Lines(comparison.Actual))
            .FirstOrDefault(pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
        return lines is { First: { Length: < LongestText / 2 } expected, Second: { Length: < LongestText / 2 } actual }
            ? $"{comparison.Part} has {actual}, not {expected}" : null;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim().TrimEnd(','));
}
