using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class BindingAdded() : ModelRule(
    "binding-added", Audience.Client, ChangeLevel.Warning,
    "Sessions are bound to the client certificate that opened them.",
    "Clients that use several certificates are refused.",
    "Make sure that clients use one certificate per session.")
{
    public override IEnumerable<Finding> Find(ContractPair pair) =>
        pair is { Old.Contract.Sessions.BindsToCertificate: false, New.Contract.Sessions.BindsToCertificate: true }
            ? [new("Sessions now accept only the certificate of their user.", false, "certificate")] : [];
}
