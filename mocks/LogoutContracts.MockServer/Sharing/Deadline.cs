using System.Diagnostics;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>Until when the state must have answered, so that a client is not kept waiting.</summary>
internal readonly record struct Deadline(long Timestamp)
{
    public static Deadline After(TimeSpan time) => new(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    /// <summary>The time left; zero if there is none.</summary>
    public TimeSpan Left => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Timestamp) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
}
