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
        var text = isLong ? $"{comparison.Part} is not as the contract has it" : comparison.InOneLine;
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }
}
