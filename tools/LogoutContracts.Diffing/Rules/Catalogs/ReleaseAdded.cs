using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class ReleaseAdded() : ContractRule(
    "release-added", Audience.Client, ChangeLevel.Note,
    "Another release of the product is covered.",
    "Nobody depends on it yet.",
    "Nothing.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new) => old is null || @new is null ? []
        : @new.Releases.Known.Except(old.Releases.Known, StringComparer.Ordinal)
            .Select(release => new Finding($"Release {release} is now covered.", false, $"release {release}"));
}
