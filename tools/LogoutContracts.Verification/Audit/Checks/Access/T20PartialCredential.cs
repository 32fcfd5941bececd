using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T20PartialCredential() : Check(
    new(
        "T20",
        "Every credential counts",
        Severity.Medium,
        "If two credentials prove a session together and the server ignores one of them, the proof is weaker than it looks: the other " +
        "one may be easy to get.",
        "Check every credential, its value and that they belong together, or document that one of them is not needed.",
        ["WSTG-SESS-06"]),
    "The server needs every credential that the contract lists, and checks its value.")
{
    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Sessions.Credentials.Count > 1 ? null : "A session has only one credential.";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Sessions.Credentials.Count > 1)
            yield return Statement.Of(
                "Every credential is required", isMet: true, "The contract only assumes that the probe needs every credential.",
                contract.Plan.Dead);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        trial.Observe("Every credential is required");
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var probe = trial.Talk.ProbeOf(Role.Caller, trial.ValueOf);
        foreach (var credential in trial.Contract.Sessions.Credentials)
        {
            var value = trial.ValueOf(new(Role.Caller, credential.Name));
            var other = LookAlike.Of(value);
            trial.Talk.Cast.Hide(other);
            var changed = RenderedRequest.Of(trial.Contract.Plan.Live.Variant.Request, hole =>
                string.Equals(hole.Name, credential.Name, StringComparison.Ordinal) ? other : trial.ValueOf(hole));
            if (await IsRefusedAsync(trial, $"without {credential.Name}", AuditedContract.Without(probe, credential)))
                await IsRefusedAsync(trial, $"with another {credential.Name}", changed);
        }
    }

    private static async Task<bool> IsRefusedAsync(CheckContext trial, string which, RenderedRequest request)
    {
        var marks = await trial.MarksAsync();
        var step = await trial.SendAsync(StepKind.Request, $"The probe {which}", request, trial.Contract.Plan.Live.Operation, response =>
            [new($"a request {which}", "refused", marks.Read(response) == SessionLife.Live ? "accepted" : "refused")]);
        if (!step.Holds)
            trial.Find($"{CheckContext.Sent(request)} {which} got {step.Exchange.Response.Status}, as with all credentials. It should " +
                "be refused.");
        return step.Holds;
    }
}
