using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class OperationAdded() : OperationRule(
    "operation-added", Audience.Client, ChangeLevel.Note,
    "An operation is new.",
    "Nobody depends on it yet.",
    "Nothing.")
{
    public override IEnumerable<Finding> Find(OperationPair pair, ValueNames names) =>
        pair is { Old: null, New: not null, IsOtherMethods: false } ? [new("The contract now has it.")] : [];
}
