namespace LogoutContracts.MockServer.Sessions;

/// <summary>The sessions that a request is decided on, and the time to judge them by.</summary>
/// <param name="Now">In clock ticks.</param>
internal readonly record struct Look(SessionTable Table, long Now)
{
    public SessionsAt Sessions => Table.At(Now);

    /// <param name="then">In clock ticks.</param>
    public double SecondsSince(long then) => (Now - then) / (double)Table.TicksPerSecond;
}
