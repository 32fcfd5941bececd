namespace LogoutContracts.MockServer.Telemetry;

/// <summary>Counts durations in the buckets that OpenTelemetry's semantic conventions recommend for HTTP. Takes no lock.</summary>
internal sealed class DurationBuckets
{
    private readonly long[] counts = new long[Bounds.Count + 1];
    private long ticks;

    /// <summary>The upper bounds of all buckets but the last, which has none; in seconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private static readonly long[] BoundsInTicks = [.. Bounds.Select(bound => (long)(bound * TimeSpan.TicksPerSecond))];

    /// <summary>The number of durations in each bucket, without those of smaller ones.</summary>
    public IReadOnlyList<long> Counts => [.. counts.Select((_, i) => Interlocked.Read(ref counts[i]))];

    /// <summary>The sum of all durations.</summary>
    public TimeSpan Sum => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public void Add(TimeSpan duration)
    {
        var bucket = 0;
        while (bucket < BoundsInTicks.Length && duration.Ticks > BoundsInTicks[bucket])
            bucket++;
        Interlocked.Increment(ref counts[bucket]);
        Interlocked.Add(ref ticks, duration.Ticks);
    }
}
