using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T01Replay() : Check(
    new(
        "T1",
        "Replay",
        Severity.Critical,
        "People log out because somebody else may have their token: from a shared computer, a log or a stolen phone. If the server " +
        "still accepts the token, the logout did nothing.",
        "End the session on the server: delete its record, or reject the token through a list that every request is checked against. " +
        "Deleting the cookie in the browser is not enough.",
        ["ASVS V7.4.1", "ASVS V8.3.2", "WSTG-SESS-06"]),
    "After the logout, the server refuses the token.")
{
    private const string Refused = "A dead token is refused by the logout";
    private const string Challenged = "401 comes with WWW-Authenticate";

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Window is { } window)
            yield return Statement.Of(
                "The logout ends all tokens", isMet: false,
                $"By the contract, the logout ends the {contract.Key.Name}, and the {window.Probe.Credential} works until {window.Time} " +
                "after it was issued.", contract.Logout!);
        if (contract.LogoutBy(CallerStates.Ended) is { } replay)
        {
            var status = replay.Answer!.Status;
            var isRefused = LifeMarks.IsRefusal(status);
            yield return Statement.Of(
                Refused, isRefused, isRefused ? $"The contract only assumes that the logout answers a dead token with {status}."
                    : $"By the contract, the logout answers a dead token with {status}, as a live one.", replay);
            if (status == 401 && !replay.Answer.Headers
                .Any(header => header.Name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase) && !header.IsAbsent))
                yield return Statement.NotStated(
                    Challenged, "The contract's 401 lacks WWW-Authenticate, which HTTP requires (RFC 9110, 15.5.2).");
        }
        else
        {
            yield return Statement.NotStated(Refused, "The contract does not say how the logout answers a dead token.");
        }
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        foreach (var kind in trial.Contract.Kinds.Where(kind => trial.Contract.LogoutOf(kind) is not null))
        {
            await trial.OpenAsync(Role.Caller, kind);
            await trial.MustLiveBeforeAsync(Role.Caller);
            var (isDead, status) = await LogoutProof.MeasureAsync(trial, Role.Caller, kind);
            var of = kind is null ? "" : $" of kind '{kind}'";
            if (isDead)
                await ReplayAsync(trial, kind, of);
            else if (!trial.IsSuccess(status))
                throw new InconclusiveException($"The logout of a live session{of} is refused with {status}, and the session stays live.");
            else
                Survives(trial, kind, of, status);
        }
    }

    private static void Survives(CheckContext trial, string? kind, string of, int status)
    {
        trial.Facts.Effect = LogoutEffect.None;
        trial.Find(
            $"{CheckContext.Sent(trial.LogoutBy(Role.Caller, kind))} with a live session{of} got {status}, and the token still works on " +
            $"'{trial.Contract.Plan.Live.Operation}'. It should be refused.",
            Cause.LogoutHasNoEffect);
    }

    private static async Task ReplayAsync(CheckContext trial, string? kind, string of)
    {
        await trial.MustBeAsync(
            SessionLife.Dead, Role.Caller,
            $"The token of a session{of} was refused right after the logout, and accepted a moment later. It should stay refused.");
        var replay = trial.LogoutBy(Role.Caller, kind);
        var expected = trial.Contract.Expect(replay, CallerStates.Ended, kind);
        var step = await trial.SendAsync(
            StepKind.Request, "The dead token logs out again", replay, trial.LogoutOf(kind).Operation, static _ => []);
        var response = step.Exchange.Response;
        Challenge(trial, response);
        if (expected is null || !LifeMarks.IsRefusal(expected.Answer!.Status) || response.Status is < 200 or >= 300)
            return;
        var text = $"A second logout with the dead token{of} got {response.Status}, and the contract says {expected.Answer.Status}.";
        if (expected.Variant.Basis.Status is null or { Kind: BasisKind.Assumption })
        {
            trial.Observe(Refused);
            trial.Remark($"{text} The contract only assumes that.");
            return;
        }

        trial.Talk.Also([new("a dead token at the logout", "refused", "accepted")]);
        trial.Find(text);
    }

    private static void Challenge(CheckContext trial, ReceivedResponse response)
    {
        if (response.Status != 401)
            return;
        trial.Observe(Challenged);
        if (!response.ValuesOf("WWW-Authenticate").Any())
            trial.Remark("The logout refused a dead token with 401 and no WWW-Authenticate, which HTTP requires (RFC 9110, 15.5.2).");
    }
}
