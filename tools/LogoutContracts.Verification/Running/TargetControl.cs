using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>Checks a target that closed a connection without a response.</summary>
internal static class TargetControl
{
    /// <summary>
    /// Sends a control request and the last request again. The target fails if it no longer accepts connections, or closes the connection
    /// of the same request again.
    /// </summary>
    /// <returns>Null if the target is reachable and does not close the connection again.</returns>
    public static async Task<CaseDecision?> AfterCloseAsync(Conversation talk)
    {
        if (talk.Last is not { } last)
            return null;
        if (await AttemptAsync(talk, () => talk.PingAsync()) is { Reachability: Reachability.Unreachable })
        {
            var gone = Failed(
                $"After the request '{last}', which got no answer, the target no longer accepts connections.",
                "no longer accepts connections");
            return gone with { IsGone = true };
        }

        return await AttemptAsync(talk, () => talk.SendUnkeptAsync(last.Request)) is { IsClosed: true }
            ? Failed($"The target closes the connection of the request '{last}' without an answer, each time.", "closes the connection")
            : null;
    }

    private static CaseDecision Failed(string reason, string actual) =>
        new(Outcome.Failed, reason, [new Comparison("target", "answers", actual)], []) { IsNever = true };

    private static async Task<NoResponse?> AttemptAsync(Conversation talk, Func<Task<Exchange>> send)
    {
        try
        {
            await send();
            return null;
        }
        catch (Exception e) when (NoResponse.Of(e, talk.Cancellation) is { } unanswered)
        {
            return unanswered;
        }
    }
}
