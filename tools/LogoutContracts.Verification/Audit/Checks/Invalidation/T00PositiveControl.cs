using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T00PositiveControl() : Check(
    new(
        "T0",
        "Positive control",
        Severity.Critical,
        "A token that never worked is also refused after a logout, which proves nothing. So the probe must first answer a fresh session " +
        "in one way, and no session or an unknown token in another.",
        "If the login fails, check the account and the login of the contract. If the probe gives the same answer with and without a " +
        "session, name another operation as the probe, or put this one behind the session check.",
        ["WSTG-SESS-06"]),
    "The probe tells a fresh session from no session and from a token that was never issued.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        var dead = contract.Plan.Dead;
        yield return Statement.Of(
            "How a dead session is answered", isMet: true,
            $"The contract only assumes that '{dead.Operation}' answers a dead session with {dead.Answer!.Status}.", dead);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        trial.Observe("How a dead session is answered");
        var controls = await trial.ControlsAsync();
        if (controls.Talk is { } talk)
        {
            trial.Talk.Cast.Hide(talk.Cast);
            foreach (var step in talk.Steps)
                trial.Talk.Keep(step.Kind, step.Title, step.Exchange, step.Comparisons);
        }

        if (controls.IsIndistinct)
        {
            trial.Talk.Also([new("the answer", "unlike that to a fresh session", "alike")]);
            trial.Find($"{controls.Problem} The answers should differ.");
        }
        else if (controls.Marks is null)
            throw new InconclusiveException(controls.Problem);
    }
}
