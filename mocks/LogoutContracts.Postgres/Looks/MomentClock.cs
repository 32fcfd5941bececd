namespace LogoutContracts.Postgres.Looks;

/// <summary>The clock of one look: it stands still.</summary>
internal sealed class MomentClock(DateTimeOffset moment) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (moment - DateTimeOffset.UnixEpoch).Ticks;

    public override DateTimeOffset GetUtcNow() => moment;
}
