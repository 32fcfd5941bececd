using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>After a logout that failed, the token serves only another logout.</summary>
internal sealed class C2FailedLogout() : ClientCheck(
    new(
        "C2", "Failed logout", Severity.High,
        "The user has pressed the button and walks away. If the client keeps its login because the server did not answer, "
        + "the next person at the machine is logged in.",
        "Forget the login for everything else before or regardless of the request. Keep the token only to try the logout again.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "After a failed logout, the client uses the token for nothing but another logout.")
{
    internal override string? NotApplicable(RunObservation run) =>
        !run.First.Any(call => call.IsFailedLogout) ? "no logout failed without showing that the token is dead"
        : Reuse(run) is not null ? null
        : run.Unended is not null ? "the client had to be stopped"
        : !run.HasSteps ? "a second run logs in again, so it does not show whether the client keeps its login; see --call"
        : !KeepsLogin(run) ? "the call does not use the login of an earlier run" : null;

    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        if (Reuse(run) is not { } reuse)
            yield break;
        var (logout, call) = reuse;
        yield return new(
            $"The logout ({logout.Text}) {Words.Outcome(logout)}. {Words.After(call, logout)}, the client sent {call.Text} with the same "
            + "token.",
            [logout, call])
        {
            Comparison = new("use of the token", "another logout", call.Text),
        };
    }

    private static (ObservedCall Logout, ObservedCall Call)? Reuse(RunObservation run)
    {
        foreach (var logout in run.First.Where(call => call.IsFailedLogout && call.Finished is not null))
        {
            foreach (var call in run.Calls.Where(call => call is { IsLogout: false, IsRenewal: false } && run.IsAfter(call, logout)))
            {
                // Uses after an answer that declares the token dead are those of C1.
                if (call.Tokens.Any(token => logout.Carries(token) && !(call.Since(DeadTokens.DeclaredBy(run, token)) > TimeSpan.Zero)))
                    return (logout, call);
            }
        }

        return null;
    }

    // Without a logout in between: the call after the login, in a run of its own, has a token without a login of its own.
    private static bool KeepsLogin(RunObservation run)
    {
        var calls = run.First.Where(call => call.Step == ClientStep.Call).ToList();
        var isGivenAgain = run.Calls.Any(call => call.IsAgain && call.Tokens.Any(token => run.GivenAgain.Contains(token)));
        return !isGivenAgain && calls.Exists(call => call.Tokens.Count > 0) && !calls.Exists(call => call.OpensSession);
    }
}
