using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>Pairs the releases of two versions of a contract by name.</summary>
internal static class ReleasePairs
{
    /// <param name="undecided">Called for a release that cannot be planned.</param>
    public static IEnumerable<ContractPair> Of(ContractVersion old, ContractVersion @new, Action<Undecided> undecided)
    {
        foreach (var (before, after) in Names(old, @new))
        {
            if (Plan(old.Contract, before) is { } oldPlan && Plan(@new.Contract, after) is { } newPlan)
                yield return new(oldPlan, newPlan, Label(before, after));
        }

        MockPlan? Plan(Contract contract, string? release)
        {
            var planned = MockPlanner.Plan(contract, release);
            if (planned.Value is null)
            {
                undecided(new(
                    contract.Id, release is null ? "" : $"release {release}", $"it cannot be planned: {planned.Diagnostics[0]}"));
            }

            return planned.Value;
        }
    }

    private static IEnumerable<(string? Old, string? New)> Names(ContractVersion old, ContractVersion @new)
    {
        var (before, after) = (old.Contract.Releases, @new.Contract.Releases);
        if (old.Release is not null || @new.Release is not null || before.Known.Count == 0 || after.Known.Count == 0)
            return [(old.Release ?? Same(@new.Release, before), @new.Release ?? Same(old.Release, after))];
        var common = before.Known.Intersect(after.Known, StringComparer.Ordinal).ToList();
        return common.Count > 0 ? common.Select(release => ((string?)release, (string?)release)) : [(before.Default, after.Default)];
    }

    private static string? Same(string? release, Releases releases) =>
        releases.Known.Contains(release, StringComparer.Ordinal) ? release : releases.Default;

    private static string? Label(string? old, string? @new) =>
        string.Equals(old, @new, StringComparison.Ordinal) ? old : $"{old ?? "none"} → {@new ?? "none"}";
}
