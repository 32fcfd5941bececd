using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T16SecondLogout() : Check(
    new(
        "T16",
        "Second logout",
        Severity.Low,
        "Clients repeat a logout if its answer was lost. A server that crashes on the second one tells strangers about its internals, " +
        "and one that revives the session undoes the first.",
        "Treat a logout without a live session as a case of its own: answer it cleanly, and leave the token dead.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "A second logout with the same token gets no server error, reveals nothing, and leaves the token dead.")
{
    private const string Requirement = "A second logout has an answer";

    internal override bool NeedsEffect => true;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        yield return contract.LogoutBy(CallerStates.Ended) is { } second
            ? Statement.Of(Requirement, isMet: true, $"The contract only assumes that a second logout gets {second.Answer!.Status}.",
                second)
            : Statement.NotStated(Requirement, "The contract does not say how a second logout is answered.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.LogOutAsync(Role.Caller);
        var request = trial.LogoutBy(Role.Caller);
        var expected = trial.Contract.Expect(request, CallerStates.Ended);
        var step = await trial.SendAsync(StepKind.Request, "The second logout", request, trial.Logout.Operation, response =>
        [
            CheckContext.NoCrash(response, expected),
            new("the body", "no internals", UniversalChecks.HasStackTrace(response) ? "a stack trace" : "no internals"),
        ]);
        Judge(trial, step.Exchange.Response, expected?.Answer?.Status, expected?.Variant.Basis.Status);
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Caller, "After a second logout with the dead token, the token works again. It should stay dead.",
            Cause.SecondLogoutRevives);
    }

    private static void Judge(CheckContext trial, ReceivedResponse response, int? stated, BasisPart? basis)
    {
        trial.Observe(Requirement);
        if (response.Status >= 500 && response.Status != stated)
        {
            trial.Facts.SecondLogoutError = response.Status;
            trial.Find($"A second logout with the dead token got {response.Status}. It should get " +
                $"{(stated is null ? "an answer below 500" : $"{stated}")}.", Cause.SecondLogoutCrashes);
        }
        else if (response.Status >= 500)
        {
            trial.Remark($"A second logout with the dead token got {response.Status}, as the contract says. A server error tells the " +
                "client nothing.");
        }
        else if (stated is not null && response.Status != stated)
        {
            trial.Remark($"A second logout with the dead token got {response.Status}; the contract " +
                $"{(basis is null or { Kind: BasisKind.Assumption } ? "assumes" : "says")} {stated}.");
        }

        if (UniversalChecks.HasStackTrace(response))
            trial.Find("The answer to a second logout has a stack trace in its body. It should reveal nothing about the server.");
    }
}
