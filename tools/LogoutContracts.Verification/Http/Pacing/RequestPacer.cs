using System.Globalization;

namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>Limits the rate of requests, first come, first served, and waits if the target asks to.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class RequestPacer(PaceOptions options)
{
    private readonly Lock sync = new();
    private readonly long start = options.Clock.GetTimestamp();
    private Task last = Task.CompletedTask;
    private TimeSpan next;

    /// <summary>How often the target has asked to wait.</summary>
    public int Waits { get; private set; }

    /// <summary>The sum of these waits.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Waits until the next request may be sent.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled. The next request gets its turn.</exception>
    internal async Task TurnAsync(CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (sync)
            (before, last) = (last, turn.Task);
        try
        {
            await before.WaitAsync(cancellation);
            await SlotAsync(cancellation);
        }
        finally
        {
            // Even after a cancellation: the next request must not overtake earlier ones.
            _ = before.ContinueWith(_ => turn.SetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Delays all requests if an answer asks to wait.</summary>
    /// <param name="waited">How long this request has waited so far.</param>
    /// <param name="header">The first value of a header; null if there is none.</param>
    /// <returns>How long the request will have waited at its next turn; null if the answer does not ask to wait.</returns>
    /// <exception cref="TargetBusyException">The wait would be too long, or the request may have had an effect.</exception>
    internal TimeSpan? Hold(TimeSpan waited, int status, string method, Func<string, string?> header)
    {
        if (options.Patience <= TimeSpan.Zero || RetryAdvice.Of(status, header, options.Clock.GetUtcNow()) is not { } wait)
            return null;
        if (!RetryAdvice.HadNoEffect(status, method))
        {
            throw new TargetBusyException(string.Create(
                CultureInfo.InvariantCulture,
                $"The target is unavailable ({status}), and the request may have had an effect, so it is not sent again."));
        }

        if (waited + wait > options.Patience)
        {
            throw new TargetBusyException(string.Create(
                CultureInfo.InvariantCulture,
                $"The target answers {status}, and the wait would exceed {options.Patience.TotalSeconds:0.#} s."));
        }

        lock (sync)
        {
            Waits++;
            Waited += wait;
            if (Now + wait is var until && until > next)
                next = until;
        }

        options.OnWait?.Invoke(new(wait, status));
        return waited + wait;
    }

    private async Task SlotAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan left;
            lock (sync)
            {
                var now = Now;
                left = next - now;
                if (left <= TimeSpan.Zero)
                {
                    next = now + (options.Rate?.Interval ?? TimeSpan.Zero);
                    return;
                }
            }

            await Task.Delay(left, options.Clock, cancellation);
        }
    }

    /// <summary>The time since the start, on a monotonic clock.</summary>
    private TimeSpan Now => options.Clock.GetElapsedTime(start);
}
