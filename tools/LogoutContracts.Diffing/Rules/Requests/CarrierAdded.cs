using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class CarrierAdded() : ModelRule(
    "carrier-added", Audience.Client, ChangeLevel.Note,
    "A request can carry a credential in another place.",
    "Clients need not change. Logs and caches see more in a URL than in a header.",
    "Nothing, unless the place is a URL.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        from change in CarrierChanges.Of(pair)
        where !change.IsRename
        from place in change.Added
        select new Finding($"The {change.Credential} is also read from {Places.Of(place)}.", false, Places.Of(place));
}
