using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks.Replicas;

/// <summary>Finds out whether replicas answer, before a check needs them.</summary>
internal static class ReplicaPing
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    /// <exception cref="InconclusiveException">A replica does not answer.</exception>
    public static async Task RequireAllAsync(CheckContext trial)
    {
        foreach (var replica in trial.Places)
        {
            trial.MoveTo(replica);
            if (await WhySilentAsync(trial.Talk) is { } reason)
                throw new InconclusiveException($"At {replica}: {reason}");
        }
    }

    /// <summary>Waits until a replica that is starting answers, and not with a server error.</summary>
    /// <exception cref="InconclusiveException">It does not, for a minute.</exception>
    public static async Task AwaitAsync(CheckContext trial, Uri replica)
    {
        trial.MoveTo(replica);
        if (await trial.TimeUntilAsync(trial.Options.Clock.GetTimestamp(), StartTime, () => IsReadyAsync(trial.Talk)) is null)
            throw new InconclusiveException($"{LatencyText.Seconds(StartTime)} after the restart, {replica} does not answer.");
    }

    /// <returns>Why the target of the conversation does not answer; null if it does.</returns>
    public static async Task<string?> WhySilentAsync(Conversation talk)
    {
        try
        {
            await talk.PingAsync();
            return null;
        }
        catch (Exception e) when (NoResponse.Of(e, talk.Cancellation) is { } unanswered)
        {
            return unanswered.Reason;
        }
    }

    private static async Task<bool> IsReadyAsync(Conversation talk)
    {
        try
        {
            return !LifeMarks.IsUnclear((await talk.PingAsync()).Response.Status);
        }
        catch (Exception e) when (NoResponse.Of(e, talk.Cancellation) is not null)
        {
            return false;
        }
    }
}
