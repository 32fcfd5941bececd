using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class KindRemoved() : ModelRule(
    "kind-removed", Audience.Client, ChangeLevel.Error,
    "A kind of session is gone.",
    "Clients that open such sessions cannot log in.",
    "Keep the kind, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        pair.Old.Contract.Sessions.Kinds.Except(pair.New.Contract.Sessions.Kinds, StringComparer.Ordinal)
            .Select(kind => new Finding($"There are no {kind} sessions any more.", false, $"kind {kind}"));
}
