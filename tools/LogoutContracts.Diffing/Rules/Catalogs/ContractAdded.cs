using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class ContractAdded() : ContractRule(
    "contract-added", Audience.Client, ChangeLevel.Note,
    "A contract is new.",
    "Nobody depends on it yet.",
    "Nothing.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new) =>
        old is null && @new is not null ? [new($"The contract {@new.Id} is new.")] : [];
}
