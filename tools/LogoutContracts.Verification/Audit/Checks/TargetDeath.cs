using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>Distinguishes a lost connection from a target that has crashed.</summary>
internal static class TargetDeath
{
    /// <summary>Checks whether the target still accepts connections, and whether the same request loses its connection again.</summary>
    public static async Task ExamineAsync(CheckContext trial, NoResponse unanswered, RawHttpClient wire, CancellationToken cancellation)
    {
        // A target that has never answered, or is only slow, has not crashed.
        if (!trial.Facts.HasAnswered || unanswered.Reachability == Reachability.TimedOut)
            return;
        var last = trial.Last;
        if (!await IsListeningAsync(trial, cancellation))
        {
            if (!trial.Facts.Died($"The target no longer accepts connections since {last}."))
                return;
            Keep(trial);
            trial.Find($"After {last}, the target no longer accepts connections: {unanswered.Reason} A request must not end the server.",
                Cause.TargetDied);
            return;
        }

        if (trial.LastRequest is not { } request || unanswered.Reachability != Reachability.Answering)
            return;
        try
        {
            await wire.SendAsync(trial.Talk.Target.BaseUrl, request, cancellation);
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { Reachability: Reachability.Answering })
        {
            Keep(trial);
            trial.Find($"{last} was sent twice, and both times the target closed the connection without an answer: {unanswered.Reason} " +
                "It should answer.");
        }
    }

    private static void Keep(CheckContext trial)
    {
        if (trial.LastRequest is { } request)
            trial.Talk.Keep(Results.StepKind.Request, trial.Last, new(request, ReceivedResponse.None), [new("the answer", "any", "none")]);
    }

    private static async Task<bool> IsListeningAsync(CheckContext trial, CancellationToken cancellation)
    {
        try
        {
            await trial.Talk.PingAsync();
            return true;
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return unanswered.Reachability != Reachability.Unreachable;
        }
    }
}
