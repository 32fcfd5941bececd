using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T00PositiveControl() : Check(
    new(
        "T0",
        "Positive control",
        Severity.Critical,
        "A token that never worked is refused after a logout as well, and that proves nothing. So before anything else, a fresh login must open the protected operation, and a stranger must not.",
        "Where a fresh login is refused, see that the login of the contract works on the target. Where a stranger is let in, put the operation behind the session check.",
        ["WSTG-SESS-06"]),
    "The probe lets a fresh session in, and nobody without one.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        var dead = contract.Plan.Dead;
        yield return Statement.Of("How a dead session is answered", isMet: true, $"That a dead session gets {dead.Answer!.Status} from '{dead.Operation}' is assumed, not stated.", dead);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var probe = trial.Contract.WithoutProof(trial.Talk.ProbeOf(Role.Caller, trial.ValueOf));
        var worth = Liveness.Unclear;
        await trial.Talk.SendAsync(StepKind.Control, "Is a stranger let in?", probe, trial.Contract.Plan.Live.Operation, response =>
        {
            worth = trial.WorthOf(response, Role.Caller);
            return [new("a request without a session", "refused", worth == Liveness.Live ? "let in" : "refused")];
        });
        if (worth == Liveness.Live)
            trial.Find($"The operation '{trial.Contract.Plan.Live.Operation}' answers a request without any session as if it had one, so it cannot tell a live token from a dead one.");
    }
}
