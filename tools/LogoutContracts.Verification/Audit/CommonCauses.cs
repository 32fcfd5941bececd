using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit;

/// <summary>
/// Reports each cause once. The check that is about the cause keeps the finding (by default, the first check that finds it), and lists
/// the findings of other checks that follow from it. Pure.
/// </summary>
internal static class CommonCauses
{
    // T27 runs last, but it is the check about tokens that are refused only sometimes.
    private static readonly Dictionary<Cause, string> Subjects = new() { [Cause.RefusalIsIntermittent] = "T27" };

    /// <param name="results">In the order of the checks.</param>
    public static ValueList<CheckResult> Merge(IReadOnlyList<CheckResult> results)
    {
        var owners = results.SelectMany(
            result => result.Findings.Where(finding => finding.Cause != Cause.Own).Select(finding => (finding.Cause, result.Check)))
            .OrderBy(found => string.Equals(found.Check.Id, Subjects.GetValueOrDefault(found.Cause), StringComparison.Ordinal) ? 0 : 1)
            .DistinctBy(found => found.Cause).ToDictionary(found => found.Cause, found => found.Check);
        var merged = results.Select(result => Without(result, owners)).ToList();
        return merged.Select((result, i) => result with { Consequences = Of(result.Check, owners, results, merged).ToValueList() })
            .ToValueList();
    }

    private static CheckResult Without(CheckResult result, Dictionary<Cause, Check> owners)
    {
        var own = result.Findings.Where(finding => finding.Cause == Cause.Own || owners[finding.Cause] == result.Check).ToValueList();
        if (own.Count == result.Findings.Count)
            return result;
        var others = string.Join(
            " and ", result.Findings.Except(own).Select(finding => owners[finding.Cause].Id).Distinct(StringComparer.Ordinal));
        return own.Count > 0 ? result with { Findings = own }
            : result with { Findings = own, Outcome = Outcome.Inconclusive, Reason = $"The same problem as in {others}; see there." };
    }

    private static IEnumerable<string> Of(
        Check check, Dictionary<Cause, Check> owners, IReadOnlyList<CheckResult> before, List<CheckResult> merged)
    {
        foreach (var result in before.Where(result => result.Check != check))
        {
            foreach (var finding in result.Findings.Where(finding => finding.Cause != Cause.Own && owners[finding.Cause] == check))
                yield return $"{result.Check.Id}: {finding.Text}";
        }

        if (!owners.TryGetValue(Cause.LogoutHasNoEffect, out var owner) || owner != check)
            yield break;
        var blind = merged.Where(result => string.Equals(result.Reason, CheckContext.NoEffect, StringComparison.Ordinal))
            .Select(result => result.Check.Id).ToList();
        if (blind.Count > 0)
            yield return $"{string.Join(", ", blind)}: cannot tell.";
    }
}
