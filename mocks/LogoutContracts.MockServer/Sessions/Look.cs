namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions that a request is decided on, and the time to judge them by.</summary>
/// <param name="Now">In clock ticks.</param>
internal readonly record struct Look(SessionTable Table, long Now)
{
    public SessionsAt Sessions => Table.At(Now);

    /// <summary>The time since then, in whole seconds.</summary>
    /// <param name="then">In clock ticks.</param>
    public TimeSpan Since(long then) => TimeSpan.FromSeconds(Math.Floor((Now - then) / (double)Table.TicksPerSecond));
}
