namespace LogoutContracts.MockServer.Clock;

/// <summary>A clock that runs ahead of another one, so that tests need not wait for idle timeouts and rate limits.</summary>
public sealed class AdjustableClock(TimeProvider clock) : TimeProvider
{
    private long ahead;

    /// <summary>How far it is ahead of the underlying clock.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref ahead));

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override long GetTimestamp() => clock.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

    /// <summary>Advances the clock. It keeps running from there.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    /// <summary>Adopts the distance of another clock.</summary>
    internal void Follow(TimeSpan distance)
    {
        // Nearly always the same already: then concurrent requests only read.
        if (Volatile.Read(ref ahead) != distance.Ticks)
            Volatile.Write(ref ahead, distance.Ticks);
    }

    /// <summary>Returns to the time of the underlying clock.</summary>
    public void Reset() => Volatile.Write(ref ahead, 0);
}
