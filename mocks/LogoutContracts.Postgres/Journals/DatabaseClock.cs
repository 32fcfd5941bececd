using System.Diagnostics;

namespace LogoutContracts.Postgres.Journals;

/// <summary>
/// Tells the time of the database at moments of this process, so that the entries of servers with different clocks can be put in order.
/// </summary>
internal sealed class DatabaseClock
{
    // The shorter a question took, the more exact is its answer; but the clocks drift apart.
    private static readonly TimeSpan LongestUse = TimeSpan.FromSeconds(30);

    private Sample? best;

    /// <summary>Adds a reading of the database's clock.</summary>
    /// <param name="before">Timestamp before the question, in the ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="now">The answer.</param>
    /// <param name="after">Timestamp after the answer.</param>
    public void Add(long before, DateTime now, long after)
    {
        var sample = new Sample(before, now, after);
        if (best is null || sample.Took <= best.Took || !best.AgreesWith(sample)
            || Stopwatch.GetElapsedTime(best.After, after) > LongestUse)
            best = sample;
    }

    /// <summary>The time of the database at a moment of this process.</summary>
    /// <exception cref="InvalidOperationException">There is no reading yet.</exception>
    public DateTime At(long timestamp) =>
        (best ?? throw new InvalidOperationException("The database's clock was never read.")).At(timestamp);

    private sealed record Sample(long Before, DateTime Now, long After)
    {
        public TimeSpan Took => Stopwatch.GetElapsedTime(Before, After);

        // In the middle, because both ways take about the same time.
        public DateTime At(long timestamp) => Now + Stopwatch.GetElapsedTime(Before, timestamp) - (Took / 2);

        /// <summary>Whether both can be true. If not, the database's clock was set, or it is another database.</summary>
        public bool AgreesWith(Sample other) => (At(other.Before) - other.At(other.Before)).Duration() <= (Took + other.Took) / 2;
    }
}
