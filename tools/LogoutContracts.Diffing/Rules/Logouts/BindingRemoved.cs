using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Logouts;

internal sealed class BindingRemoved() : ModelRule(
    "binding-removed", Audience.Logout, ChangeLevel.Error,
    "Sessions are no longer bound to the client certificate that opened them.",
    "A stolen token works with any certificate.",
    "Bind sessions to the certificate as before.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        pair is { Old.Contract.Sessions.BindsToCertificate: true, New.Contract.Sessions.BindsToCertificate: false }
            ? [new("Sessions accepted only the certificate of their user, and now accept any.", false, "certificate")] : [];
}
