using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T01Replay() : Check(
    new(
        "T1",
        "Replay",
        Severity.Critical,
        "People log out because somebody else may have their token: on a shared machine, in a log, on a stolen telephone. If the server still takes the token, the logout has done nothing.",
        "End the session on the server: delete its record, or put the token on a list of refused ones that every request is checked against. Deleting the cookie in the browser is not enough.",
        ["ASVS V7.4.1", "ASVS V8.3.2", "WSTG-SESS-06"]),
    "After the logout, the token is refused.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        const string Refused = "A dead token is refused by the logout";
        if (contract.LogoutBy(CallerStates.Ended) is { } replay)
        {
            var status = replay.Answer!.Status;
            var isRefused = LivenessReader.IsRefused(status);
            yield return Statement.Of(Refused, isRefused, isRefused ? $"That a dead token gets {status} from the logout is assumed, not stated." : $"A dead token gets {status} from the logout, as a live one does.", replay);
            if (status == 401 && !replay.Answer.Headers.Any(header => header.Name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase) && !header.IsAbsent))
                yield return Statement.NotStated("401 comes with WWW-Authenticate", "The refusal is a 401 without WWW-Authenticate, which HTTP asks for (RFC 9110, 15.5.2).");
        }
        else
        {
            yield return Statement.NotStated(Refused, "The contract does not say what a dead token gets from the logout.");
        }
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        foreach (var kind in trial.Contract.Kinds.Where(kind => trial.Contract.LogoutOf(kind) is not null))
        {
            var of = kind is null ? "" : $" of kind '{kind}'";
            await trial.OpenAsync(Role.Caller, kind);
            await trial.MustLiveBeforeAsync(Role.Caller);
            await trial.LogOutAsync(Role.Caller, kind);
            await trial.MustBeAsync(Liveness.Dead, Role.Caller, $"The logout of a session{of} reports success, and its token still works.");
            var replay = trial.LogoutBy(Role.Caller, kind);
            if (trial.Contract.Expect(replay, CallerStates.Ended, kind) is not { } expected || !LivenessReader.IsRefused(expected.Answer!.Status))
                continue;
            var step = await trial.Talk.SendAsync(StepKind.Request, "The dead token logs out again", replay, expected.Operation, response =>
                [new("the dead token", "refused", response.Status is >= 200 and < 300 ? "taken" : "refused")]);
            if (!step.Holds)
                trial.Find($"The logout takes a dead token{of} for a live one: it answers {step.Exchange.Response.Status}, and the contract wants {expected.Answer.Status}.");
        }
    }
}
