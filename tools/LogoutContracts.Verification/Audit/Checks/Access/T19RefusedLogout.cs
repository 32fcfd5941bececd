using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T19RefusedLogout() : Check(
    new(
        "T19",
        "Refused logout",
        Severity.Medium,
        "A logout that is refused must have no effect: else a request with half of the credentials, or none, throws people out. And what a stranger sends must never crash the server.",
        "Check the credentials as a whole before anything is done, answer what fails with the contract's code, and treat the rest as any bad input.",
        ["ASVS V8.2.2", "ASVS V7.4.1", "WSTG-SESS-06"]),
    "A logout without good credentials gets the contract's answer, never a server error, and ends no session.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Requirement = "A logout without a session has an answer";
        foreach (var state in (CallerStates[])[CallerStates.Absent, CallerStates.Unknown])
        {
            var answer = contract.LogoutBy(state);
            yield return answer is not null
                ? Statement.Of(Requirement, isMet: true, $"That a logout with {(state == CallerStates.Absent ? "no" : "an unknown")} token gets {answer.Answer!.Status} is assumed, not stated.", answer)
                : Statement.NotStated(Requirement, $"The contract does not say what a logout with {(state == CallerStates.Absent ? "no" : "an unknown")} token gets.");
        }
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var logout = trial.LogoutBy(Role.Caller);
        await RefusedAsync(trial, "A logout without a token", trial.Contract.WithoutProof(logout), CallerStates.Absent);
        await RefusedAsync(trial, "A logout with a token that was never handed out", WithToken(trial, logout, trial.Contract.Key.Format.Fresh()), CallerStates.Unknown);
        await RefusedAsync(trial, "A logout with a text that is no token", WithToken(trial, logout, $"{trial.KeyOf(Role.Caller)}0'%00"), CallerStates.Unknown);
        foreach (var refusal in trial.Contract.Refusals)
        {
            await trial.AnswerAsync(StepKind.Request, refusal.Variant.Summary, trial.As(Role.Caller, refusal), refusal);
            await trial.MustBeAsync(Liveness.Live, Role.Caller, $"A logout that is refused ('{refusal.Name}') ended the session.");
            if (trial.Findings.Count > 0)
                return;
        }
    }

    private static async Task RefusedAsync(CheckContext trial, string title, RenderedRequest request, CallerStates caller)
    {
        var expected = trial.Contract.Expect(request, caller);
        var step = await trial.Talk.SendAsync(StepKind.Request, title, request, trial.Logout.Operation, response =>
            [expected is null || response.Status >= 500 ? new("the answer", "no server error", response.Status >= 500 ? "a server error" : "no server error") : CheckContext.StatusOf(response, expected.Answer!.Status)]);
        if (!step.Holds)
            trial.Find($"{title}: {Conversation.FirstFailure(step.Comparisons)}.");
        await trial.MustBeAsync(Liveness.Live, Role.Caller, $"{title} ended a session that is not its own.");
    }

    private static RenderedRequest WithToken(CheckContext trial, RenderedRequest request, string token)
    {
        var own = trial.KeyOf(Role.Caller);
        trial.Talk.Cast.Hide(token);
        return request with { Headers = request.Headers.Select(header => header with { Value = header.Value.Replace(own, token, StringComparison.Ordinal) }).ToValueList() };
    }
}
