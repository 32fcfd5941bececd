using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>A client that tries again waits as long as the server asks.</summary>
internal sealed class C4RetryAfter() : ClientCheck(
    new(
        "C4", "Retry-After", Severity.Medium,
        "A server that limits requests often counts those that come too early, too: such a client is never let in.",
        "Read Retry-After in both forms, seconds and a date. If the wait is too long, give up, and tell the user.",
        ["RFC 9110, section 10.2.3", "RFC 6585, section 4"]),
    "After a 429, the client does not try again before the time that Retry-After names.")
{
    internal override string? NotApplicable(RunObservation run) =>
        run.Scenario.Wait is null ? "no answer had Retry-After" : null;

    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        if (run.Scenario.Wait is not { } wait)
            yield break;
        var limited = run.First.Where(call => call is { IsLogout: true, Status: 429, Finished: not null }).ToList();
        foreach (var first in limited)
        {
            // One exactly in time may seem early, as clocks and timers are coarse.
            var early = run.First.FirstOrDefault(call => call.IsLogout && call.Tokens.Any(first.Carries)
                && call.Since(first) > TimeSpan.Zero && call.Since(first) < wait - run.Grace);
            if (early is null)
                continue;
            yield return new(
                $"{first.Text} got 429 and should wait for {Words.Seconds(wait)}. {Words.After(early, first)}, it was sent again.",
                [first, early])
            {
                Comparison = new("wait", $"at least {Words.Seconds(wait)}", Words.Seconds(early.Since(first)!.Value)),
            };
            yield break;
        }
    }
}
