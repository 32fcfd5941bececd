using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class DefaultRelease() : ContractRule(
    "default-release", Audience.Client, ChangeLevel.Warning,
    "Mocks simulate another release unless one is chosen.",
    "Tests without --release meet other answers.",
    "Choose the release in those tests.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new) =>
        old is { Releases.Default: { } before } && @new is { Releases.Default: { } after }
            && !string.Equals(before, after, StringComparison.Ordinal)
            ? [new($"The default release was {before}, and is now {after}.", false, "default release")] : [];
}
