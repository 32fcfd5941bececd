using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T20PartialCredential() : Check(
    new(
        "T20",
        "Half of the proof",
        Severity.Medium,
        "Where two things prove a session together, and one of them is not looked at, the proof is weaker than everybody thinks: the one that is looked at may be the one that is easy to come by.",
        "Check all parts of the proof, and that they belong together, or state that one of them is not needed.",
        ["WSTG-SESS-06"]),
    "Each part of the proof is needed: without it, the session is refused.")
{
    internal override string? NotApplicable(AuditedContract contract) => contract.Sessions.Credentials.Count > 1 ? null : "A session is proved by one thing alone.";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Sessions.Credentials.Count > 1)
            yield return Statement.Of("Each part of the proof is needed", isMet: true, "That the probe wants all parts of the proof is assumed.", contract.Plan.Dead);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var probe = trial.Talk.ProbeOf(Role.Caller, trial.ValueOf);
        foreach (var credential in trial.Contract.Sessions.Credentials)
        {
            var without = AuditedContract.Without(probe, credential);
            var step = await trial.Talk.SendAsync(StepKind.Request, $"Probe without {credential.Name}", without, trial.Contract.Plan.Live.Operation, response =>
                [new($"a request without {credential.Name}", "refused", trial.WorthOf(response, Role.Caller) == Liveness.Live ? "let in" : "refused")]);
            if (!step.Holds)
                trial.Find($"The probe lets a request in that lacks {credential.Name}, which the contract counts as part of the proof.");
        }
    }
}
