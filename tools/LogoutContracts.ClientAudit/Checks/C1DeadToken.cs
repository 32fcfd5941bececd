using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>No call with a token that an answer has declared dead.</summary>
internal sealed class C1DeadToken() : ClientCheck(
    new(
        "C1", "Dead token", Severity.Medium,
        "A client that goes on with a dead token shows its user a session that is over, and fills logs with refused tokens: "
        + "among them, an attack with a stolen token is hard to see.",
        "Forget the token as soon as a logout succeeds, or an answer says that the token is no longer valid. "
        + "Stop timers, polling and retries that use it, and log in again.",
        ["RFC 9110, section 15.5.2"]),
    "After an answer has declared a token dead, the client sends no call with it.")
{
    internal override string? NotApplicable(RunObservation run) =>
        run.Tokens.Any(token => DeadTokens.DeclaredBy(run, token) is not null) ? null : "no answer declared a token dead";

    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        foreach (var token in run.Tokens)
        {
            if (DeadTokens.DeclaredBy(run, token) is not { } declared)
                continue;
            var later = run.Calls.Where(call => call.Carries(token) && call.Since(declared) > TimeSpan.Zero && Counts(call, declared))
                .ToList();
            var late = later.Where(call => run.IsAfter(call, declared)).ToList();
            var what = $"{declared.Text} was answered with {Words.Status(declared)}, which declares the {token.Name} dead.";
            if (late.Find(call => !call.IsRenewal) is { } first)
                yield return new($"{what} {Words.After(first, declared)}, the client sent {first.Text} with it.", [declared, first]);
            else if (late.Count > 0)
                yield return new($"{what} The client tried to renew it with {late[0].Text}.", [declared, late[0]]) { IsRemark = true };
            else if (later.Count > 0)
            {
                yield return new(
                    $"{what} {Words.After(later[0], declared)}, {later[0].Text} came with it; it may have been on its way.",
                    [declared, later[0]])
                { IsRemark = true };
            }
        }
    }

    // C3 judges further logouts after a logout that was refused. One logout after a refused call is harmless.
    private static bool Counts(ObservedCall call, ObservedCall declared) => !call.IsLogout || declared.IsSuccessfulLogout;
}
