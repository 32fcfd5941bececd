using LogoutContracts.Drift.Findings;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>Tells new differences between a contract and its page from those that the base has, too.</summary>
internal static class NewDrift
{
    /// <summary>The differences that the base does not have, in their order.</summary>
    /// <remarks>Each difference at the base is found again by its id or, if operations or variants have other names, by its fact.</remarks>
    public static IReadOnlyList<DriftFinding> Since(IEnumerable<DriftFinding> before, IEnumerable<DriftFinding> now)
    {
        var known = before.ToList();
        var unknownIds = now.Where(finding => !Remove(other => Is(other.Id, finding.Id))).ToList();
        return [.. unknownIds.Where(finding => !Remove(other => other.Rule == finding.Rule && Is(other.Fact, finding.Fact)))];

        bool Remove(Predicate<DriftFinding> isSame) =>
            known.FindIndex(isSame) is var index and >= 0 && known.Remove(known[index]);
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
