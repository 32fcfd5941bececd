using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Judging;

/// <summary>Describes differences that are not failures: one sentence per kind.</summary>
internal static class RemarkText
{
    private const int Named = 5;
    private const string Absent = "(absent)";

    public static IEnumerable<string> Of(IEnumerable<Comparison> comparisons)
    {
        var remarked = comparisons.Where(comparison => comparison.IsRemark).ToList();
        var (more, fewer) = (Places(remarked, comparison => comparison.Expected), Places(remarked, comparison => comparison.Actual));
        if (more.Count > 0)
            yield return $"The answer has more than the contract shows: {Listed(more)}.";
        if (fewer.Count > 0)
            yield return $"The answer lacks what the contract shows: {Listed(fewer)}.";
        foreach (var other in remarked.Where(comparison => !more.Contains(comparison.Part) && !fewer.Contains(comparison.Part)))
            yield return ComparisonSentence.Of(other);
    }

    private static List<string> Places(List<Comparison> remarked, Func<Comparison, string> side) =>
        [.. remarked.Where(comparison => string.Equals(side(comparison), Absent, StringComparison.Ordinal))
            .Select(comparison => comparison.Part)];

    private static string Listed(List<string> parts) => parts.Count <= Named
        ? string.Join(", ", parts) : string.Create(null, $"{string.Join(", ", parts.Take(Named))} and {parts.Count - Named} more");
}
