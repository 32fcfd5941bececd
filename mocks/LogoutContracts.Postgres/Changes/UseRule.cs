using LogoutContracts.Specs.Model;

namespace LogoutContracts.Postgres.Changes;

/// <summary>
/// Decides when the time of the last use is stored. Not at each use, so sessions may expire a little early; never late.
/// </summary>
internal sealed class UseRule(SessionModel model)
{
    private const long ShareOfTimeout = 100;

    private static readonly long Longest = TimeSpan.FromSeconds(5).Ticks;

    // Null if no answer depends on the time of the last use.
    private readonly long? threshold = model.IdleTimeout is { } timeout ? Math.Min(timeout.Ticks / ShareOfTimeout, Longest) : null;

    /// <param name="stored">In units of 100 ns.</param>
    /// <param name="now">In units of 100 ns.</param>
    public bool IsWorthStoring(long stored, long now) => now - stored > threshold;
}
