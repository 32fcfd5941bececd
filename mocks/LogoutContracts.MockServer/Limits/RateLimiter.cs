using System.Collections.Concurrent;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Limits;

/// <summary>Counts the requests of each client against the contract's rate limits.</summary>
internal sealed class RateLimiter(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Counted, RequestCounter> counters = new();
    private long nextSweep = long.MinValue;

    /// <summary>Counts one request.</summary>
    /// <param name="operation">The operation that the request was sent to.</param>
    /// <param name="client">Identifies the client: an IP address, or the name of a user.</param>
    public LimitCount Count(RateLimit limit, string operation, object client)
    {
        var now = clock.GetTimestamp();
        var window = (long)(limit.Window.TotalSeconds * clock.TimestampFrequency);
        var key = new Counted(limit.Name, limit.IsShared ? "" : operation, client);
        if (!counters.TryGetValue(key, out var counter))
        {
            Sweep(now, window);
            counter = counters.GetOrAdd(key, static _ => new());
        }

        var (calls, end) = counter.Count(now, window);
        return new(limit, calls, TimeSpan.FromSeconds((end - now) / (double)clock.TimestampFrequency), clock.GetUtcNow());
    }

    /// <summary>Forgets all requests.</summary>
    public void Clear() => counters.Clear();

    /// <summary>Removes counters whose window is over, at most once per window, so that clients that have left use no memory.</summary>
    private void Sweep(long now, long window)
    {
        var due = Volatile.Read(ref nextSweep);
        if (now < due || Interlocked.CompareExchange(ref nextSweep, now + window, due) != due)
            return;
        foreach (var (key, counter) in counters)
        {
            if (counter.IsOver(now))
                counters.TryRemove(key, out _);
        }
    }

    private readonly record struct Counted(string Limit, string Operation, object Client);
}
