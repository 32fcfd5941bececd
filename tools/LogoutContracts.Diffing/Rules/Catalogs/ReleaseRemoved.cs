using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class ReleaseRemoved() : ContractRule(
    "release-removed", Audience.Client, ChangeLevel.Warning,
    "A release of the product is no longer covered.",
    "Its users can no longer check it, and the mock cannot simulate it.",
    "Keep the release as long as somebody runs it.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new) => old is null || @new is null ? []
        : old.Releases.Known.Except(@new.Releases.Known, StringComparer.Ordinal)
            .Select(release => new Finding($"Release {release} is no longer covered.", false, $"release {release}"));
}
