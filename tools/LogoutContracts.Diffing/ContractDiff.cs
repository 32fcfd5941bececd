using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Comparing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing;

/// <summary>Compares contracts by what they mean for clients, providers and logouts. Pure.</summary>
public static class ContractDiff
{
    /// <summary>Compares all contracts of two versions, paired by id.</summary>
    public static ContractDifference Between(IReadOnlyList<Contract> old, IReadOnlyList<Contract> @new, DiffOptions? options = null) =>
        Between(
        [.. old.Select(contract => new ContractVersion(contract))], [.. @new.Select(contract => new ContractVersion(contract))], options);

    /// <summary>Compares versions or releases of contracts, paired by id.</summary>
    /// <exception cref="ArgumentException">A contract does not list the release.</exception>
    public static ContractDifference Between(
        IReadOnlyList<ContractVersion> old, IReadOnlyList<ContractVersion> @new, DiffOptions? options = null)
    {
        var ids = @new.Concat(old).Select(version => version.Contract.Id).Distinct(StringComparer.Ordinal);
        var found = ids.Select(id => Compare(Find(old, id), Find(@new, id), options ?? new())).ToList();
        return new(
            InOrder(found.SelectMany(each => each.Changes)), found.SelectMany(each => each.Undecided).ToValueList());

        static ContractVersion? Find(IReadOnlyList<ContractVersion> versions, string id) =>
            versions.FirstOrDefault(version => string.Equals(version.Contract.Id, id, StringComparison.Ordinal));
    }

    private static ContractDifference Compare(ContractVersion? old, ContractVersion? @new, DiffOptions options)
    {
        var comparison = new ContractComparison(old, @new, options);
        comparison.Run();
        return new(InOrder(ChangeList.Of(comparison.Found)), comparison.Undecided.Distinct().ToValueList());
    }

    private static ValueList<ContractChange> InOrder(IEnumerable<ContractChange> changes) => changes
        .OrderByDescending(change => change.Level).ThenByDescending(change => change.Rule.Audience == Audience.Logout)
        .ThenBy(change => change.Contract, StringComparer.Ordinal).ThenBy(change => change.Path, StringComparer.Ordinal)
        .ThenBy(change => change.Method, StringComparer.Ordinal).ThenBy(change => change.Id, StringComparer.Ordinal).ToValueList();
}
