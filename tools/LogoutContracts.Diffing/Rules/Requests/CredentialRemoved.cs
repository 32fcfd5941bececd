using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class CredentialRemoved() : ModelRule(
    "credential-removed", Audience.Client, ChangeLevel.Warning,
    "Requests no longer need a credential.",
    "Clients that send it are not affected, but a session is proved by less.",
    "Make sure that the other credentials suffice.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) => pair.Names.Removed.Where(credential => credential.Carriers.Count > 0)
        .Select(credential =>
            new Finding($"Requests no longer need the {credential.Name}, in {Places.Of(credential)}.", false, Places.Of(credential)));
}
