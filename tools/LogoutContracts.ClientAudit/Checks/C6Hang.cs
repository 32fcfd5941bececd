using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>A logout that hangs does not hang the client.</summary>
internal sealed class C6Hang() : ClientCheck(
    new(
        "C6", "Hang", Severity.Low,
        "A user who wants to leave, or a job that ends, waits for a server that will never answer.",
        "Set a timeout for the logout. When it is over, forget the login, and end.",
        []),
    "If the logout is never answered, the client ends all the same.")
{
    internal override string? NotApplicable(RunObservation run) =>
        !run.Scenario.Hangs ? "no logout hung"
        : !run.EndsOtherwise ? "the client does not end even if its logout succeeds"
        : !run.First.Any(call => call is { IsLogout: true, Status: 0 }) ? "the client sent no logout" : null;

    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        if (run.Unended is null)
            yield break;
        var logouts = run.First.Where(call => call.IsLogout).Take(1);
        yield return run is { Scenario.Hangs: true, EndsOtherwise: true }
            ? new($"The logout was not answered, and the client had not ended after {Words.Seconds(run.Timeout)}.", [.. logouts])
            {
                Comparison = new("client", "at its end", "still running"),
            }
            : new($"The client had not ended after {Words.Seconds(run.Timeout)}, and was stopped.", []) { IsRemark = true };
    }
}
