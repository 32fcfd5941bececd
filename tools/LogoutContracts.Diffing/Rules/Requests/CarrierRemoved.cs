using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class CarrierRemoved() : ModelRule(
    "carrier-removed", Audience.Client, ChangeLevel.Error,
    "A request can no longer carry a credential in this place.",
    "Clients that send it there are refused.",
    "Read the old place too, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        from change in CarrierChanges.Of(pair)
        where !change.IsRename
        from place in change.Removed
        select new Finding($"The {change.Credential} is no longer read from {Places.Of(place)}.", false, Places.Of(place));
}
