using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class ContractRemoved() : ContractRule(
    "contract-removed", Audience.Client, ChangeLevel.Error,
    "A contract is gone.",
    "Nobody checks this API any more, and its mock does not start.",
    "Keep the contract, or tell those who use its mock.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new) =>
        old is not null && @new is null ? [new($"The contract {old.Id} is gone.")] : [];
}
