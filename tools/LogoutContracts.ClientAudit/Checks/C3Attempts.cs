using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>A client tries a logout a few times at most, and not again with a token that the server has refused.</summary>
internal sealed class C3Attempts() : ClientCheck(
    new(
        "C3", "Attempts", Severity.Medium,
        "Clients that repeat a failed request without limit turn a short outage of the server into a long one, "
        + "and a request that was refused will be refused again.",
        "Try at most three times, with growing waits. After a 4xx answer other than 408 and 429, try once more only if the token was "
        + "renewed.",
        ["RFC 9110, section 9.2.2"]),
    "The client tries at most three times; after a 4xx other than 408 and 429, once more at most, and only with a renewed token.")
{
    private const int Most = 3;

    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        foreach (var token in run.First.Where(call => call.IsLogout).SelectMany(call => call.Tokens).Distinct())
        {
            var logouts = run.First.Where(call => call.IsLogout && call.Carries(token)).OrderBy(call => call.Arrived).ToList();
            var resends = Resends(logouts, run.Grace);
            foreach (var resend in resends.Take(1))
            {
                yield return new(
                    $"The connection was reset, and {resend.Text} was sent again at once. HTTP libraries do that on their own.", [resend])
                {
                    IsRemark = true,
                };
            }

            var attempts = logouts.Except(resends).ToList();
            if (attempts.Count > Most)
            {
                yield return new(
                    $"The client sent {attempts[0].Text} {Words.Number(attempts.Count)} times with the same token.", [.. attempts])
                {
                    Comparison = new("number of attempts", "at most 3", Words.Number(attempts.Count)),
                };
            }
            else if (Refusal(logouts) is { } refused)
            {
                foreach (var finding in AfterRefusal(run, token, refused))
                    yield return finding;
            }
        }
    }

    private static ObservedCall? Refusal(List<ObservedCall> logouts) => logouts.Find(call =>
        call is { IsBroken: false, Finished: not null, Status: >= 400 and < 500 and not (408 or 429) });

    private static IEnumerable<ClientFinding> AfterRefusal(RunObservation run, ObservedToken token, ObservedCall refused)
    {
        var what = $"{refused.Text} was refused with {Words.Number(refused.Status)}.";
        var later = run.First.Where(call => call.IsLogout && call.Since(refused) > run.Grace).ToList();
        if (later.Find(call => call.Carries(token)) is { } same)
        {
            yield return new($"{what} {Words.After(same, refused)}, the client sent it again with the same token.", [refused, same])
            {
                Comparison = new("next attempt", "none, or with a renewed token", "with the same token"),
            };
        }
        else if (later.Where(call => call.Tokens.Any(renewed => renewed.Session == token.Session && renewed != token))
            .Skip(1).FirstOrDefault() is { } second)
        {
            yield return new($"{what} The client sent it more than once again with renewed tokens.", [refused, second])
            {
                Comparison = new("number of attempts with a renewed token", "at most 1", "2 or more"),
            };
        }
    }

    /// <summary>The requests that only repeat one whose connection was reset: at most one for each.</summary>
    private static HashSet<ObservedCall> Resends(List<ObservedCall> logouts, TimeSpan grace)
    {
        var resends = new HashSet<ObservedCall>();
        foreach (var (previous, next) in logouts.Zip(logouts.Skip(1)))
        {
            if (previous.IsReset && !resends.Contains(previous) && next.Since(previous) <= grace)
                resends.Add(next);
        }

        return resends;
    }
}
