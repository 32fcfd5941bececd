using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class KindAdded() : ModelRule(
    "kind-added", Audience.Client, ChangeLevel.Note,
    "A kind of session is new.",
    "Nobody depends on it yet.",
    "Nothing.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        pair.New.Contract.Sessions.Kinds.Except(pair.Old.Contract.Sessions.Kinds, StringComparer.Ordinal)
            .Select(kind => new Finding($"There are now {kind} sessions.", false, $"kind {kind}"));
}
