using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class CredentialAdded() : ModelRule(
    "credential-added", Audience.Client, ChangeLevel.Error,
    "Requests need another credential.",
    "Clients that do not send it are refused.",
    "Accept requests without it for a while, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) => pair.Names.Added.Where(credential => credential.Carriers.Count > 0)
        .Select(credential =>
            new Finding($"Requests now also need the {credential.Name}, in {Places.Of(credential)}.", false, Places.Of(credential)));
}
