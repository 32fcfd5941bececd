using System.Diagnostics;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;

namespace LogoutContracts.Postgres.Looks;

/// <summary>
/// Counts sessions, once at a time: to count millions takes seconds. Whoever asks meanwhile waits for the same count. With a deadline, the
/// last numbers must do if it takes longer; the next one who asks gets the new ones.
/// </summary>
/// <param name="count">Counts the sessions.</param>
internal sealed class SessionCounter(Func<Task<SessionCounts>> count)
{
    // Prometheus, too, shows a number for five minutes if there is no newer one.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Task<SessionCounts>? running;
    private (SessionCounts Counts, long At)? last;

    /// <exception cref="StateUnavailableException">The count fails, or takes too long and there are no recent numbers.</exception>
    public async ValueTask<SessionCounts> CountAsync(Deadline deadline)
    {
        var counting = CountAsync();
        try
        {
            return await counting.WaitAsync(deadline.Left);
        }
        catch (TimeoutException e)
        {
            // Observed, because perhaps nobody waits until it fails.
            _ = counting.ContinueWith(
                static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            lock (gate)
                return last is { } known && Stopwatch.GetElapsedTime(known.At) < Recent ? known.Counts : throw Database.Unavailable(e);
        }
    }

    /// <summary>Waits for the count, however long it takes.</summary>
    /// <exception cref="StateUnavailableException">The count fails.</exception>
    public Task<SessionCounts> CountAsync()
    {
        lock (gate)
            return running ??= Task.Run(RunAsync);
    }

    private async Task<SessionCounts> RunAsync()
    {
        try
        {
            var counts = await count();
            lock (gate)
                last = (counts, Stopwatch.GetTimestamp());
            return counts;
        }
        finally
        {
            lock (gate)
                running = null;
        }
    }
}
