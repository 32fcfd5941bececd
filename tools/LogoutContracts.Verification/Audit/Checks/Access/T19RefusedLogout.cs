using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Access;

internal sealed class T19RefusedLogout() : Check(
    new(
        "T19",
        "Refused logout",
        Severity.Medium,
        "A refused logout must have no effect: otherwise a request with half of the credentials, or with none, logs people out. And " +
        "nothing that a stranger sends may crash the server.",
        "Check the credentials as a whole before you do anything, and treat unexpected input as a client error.",
        ["ASVS V8.2.2", "ASVS V7.4.1", "WSTG-SESS-06"]),
    "A logout without valid credentials gets no server error and ends no session, and neither does a logout that is refused.")
{
    private const string Requirement = "A logout without a session has an answer";

    internal override bool NeedsEffect => true;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        foreach (var state in (CallerStates[])[CallerStates.Absent, CallerStates.Unknown])
        {
            var (answer, which) = (contract.LogoutBy(state), state == CallerStates.Absent ? "no" : "an unknown");
            yield return answer is not null
                ? Statement.Of(Requirement, isMet: true,
                    $"The contract only assumes that a logout with {which} token gets {answer.Answer!.Status}.", answer)
                : Statement.NotStated(Requirement, $"The contract does not say how a logout with {which} token is answered.");
        }
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        trial.Observe(Requirement);
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var logout = trial.LogoutBy(Role.Caller);
        await StrangerAsync(trial, "A logout without a token", trial.Contract.WithoutProof(logout), CallerStates.Absent);
        await StrangerAsync(trial, "A logout with a token that was never issued",
            trial.WithKey(logout, Role.Caller, LookAlike.Of(trial.KeyOf(Role.Caller))), CallerStates.Unknown);
        await StrangerAsync(trial, "A logout with a malformed token",
            trial.WithKey(logout, Role.Caller, $"{trial.KeyOf(Role.Caller)}0'%00"), CallerStates.Unknown);
        foreach (var refusal in trial.Contract.Refusals)
        {
            var step = await trial.SendAsync(
                StepKind.Request, refusal.Variant.Summary, trial.As(Role.Caller, refusal), refusal.Operation, static _ => []);
            var isLive = await trial.MustBeAsync(
                SessionLife.Live, Role.Caller,
                $"The request of the variant '{refusal.Name}' got {step.Exchange.Response.Status}, and ended the session. The contract " +
                "refuses it, so the session should be live.", CauseOf(refusal));
            if (!isLive)
                return;
        }
    }

    // T7, T8 and T11 check for the same missing defenses.
    private static Cause CauseOf(PlannedVariant refusal) => refusal.Variant.Rule switch
    {
        { Method: not null } => Cause.RefusedRequestEnds,
        { Certificate: Certificate.OtherUser or Certificate.Unknown } => Cause.CertificateIsUnchecked,
        { Conditions: var conditions } when conditions
            .Any(condition => condition is Condition.Pair or Condition.Named { Part: RequestPart.Header or RequestPart.Cookie }) =>
            Cause.CrossSiteRequestEnds,
        _ => Cause.Own,
    };

    private static async Task StrangerAsync(CheckContext trial, string title, RenderedRequest request, CallerStates caller)
    {
        var expected = trial.Contract.Expect(request, caller);
        var step = await trial.SendAsync(
            StepKind.Request, title, request, trial.Logout.Operation, response => [CheckContext.NoCrash(response, expected)]);
        Judge(trial, title, step.Exchange.Response, expected);
        await trial.MustBeAsync(
            SessionLife.Live, Role.Caller,
            $"{title} got {step.Exchange.Response.Status}, and ended the session of a user who was logged in. That one should be live.",
            Cause.Own);
    }

    private static void Judge(CheckContext trial, string title, ReceivedResponse response, PlannedVariant? expected)
    {
        var stated = expected?.Answer?.Status;
        if (CheckContext.IsCrash(response, expected))
            trial.Find($"{title} got {response.Status}. It should get {(stated is null ? "an answer below 500" : $"{stated}")}.");
        else if (stated is not null && response.Status != stated)
            trial.Remark($"{title} got {response.Status}; the contract " +
                $"{(expected!.Variant.Basis.Status is null or { Kind: BasisKind.Assumption } ? "assumes" : "says")} {stated}.");
        else if (response.Status >= 500)
            trial.Remark($"{title} got {response.Status}, as the contract says. A server error tells the client nothing.");
    }
}
