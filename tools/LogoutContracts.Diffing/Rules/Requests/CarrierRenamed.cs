using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class CarrierRenamed() : ModelRule(
    "carrier-renamed", Audience.Client, ChangeLevel.Error,
    "Requests carry a credential in another place.",
    "Clients that send it in the old place are refused.",
    "Read both places for a while, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        from change in CarrierChanges.Of(pair)
        where change.IsRename
        let old = Places.Of(change.Removed[0])
        let @new = Places.Of(change.Added[0])
        select new Finding($"The {change.Credential} was read from {old}, and is now read from {@new}.", false, $"{old} → {@new}");
}
