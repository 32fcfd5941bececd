using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class OperationRemoved() : OperationRule(
    "operation-removed", Audience.Client, ChangeLevel.Error,
    "An operation is gone.",
    "Clients that call it get 404 or 405.",
    "Keep the operation, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(OperationPair pair, ValueNames names) =>
        pair is { Old: not null, New: null, IsOtherMethods: false } ? [new("The contract no longer has it.")] : [];
}
