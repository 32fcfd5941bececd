using LogoutContracts.Postgres.Looks;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Postgres.Changes;

/// <summary>
/// Decides when the time of the last use is stored. Not at each use, so sessions may expire a little early, and be swept a little early;
/// never late.
/// </summary>
/// <param name="keep">How long a session stays after its last use, in real time.</param>
internal sealed class UseRule(SessionModel model, TimeSpan keep)
{
    private const long ShareOfTimeout = 100;
    private const long ShareOfKeep = 10;

    private static readonly long Longest = TimeSpan.FromSeconds(5).Ticks;

    // Null if no answer depends on the time of the last use.
    private readonly long? threshold = model.IdleTimeout is { } timeout ? Math.Min(timeout.Ticks / ShareOfTimeout, Longest) : null;

    /// <param name="now">The real time.</param>
    public bool IsWorthStoring(SessionRow row, DateTime now) =>
        row.Session.Word - row.Word > threshold || now - row.Touched > keep / ShareOfKeep;
}
