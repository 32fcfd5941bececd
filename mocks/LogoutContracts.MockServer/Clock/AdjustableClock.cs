namespace LogoutContracts.MockServer.Clock;

/// <summary>Another clock, put forward: so that a ten-minute time-out takes no ten minutes.</summary>
public sealed class AdjustableClock(TimeProvider clock) : TimeProvider
{
    private long ahead;

    /// <summary>How far it was put forward.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref ahead));

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override long GetTimestamp() => clock.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    /// <summary>Back to the time of the clock underneath.</summary>
    public void Reset() => Volatile.Write(ref ahead, 0);
}
