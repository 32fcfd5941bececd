using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>One session that the server knows. Its state changes under many requests at once: ending it succeeds exactly once.</summary>
/// <param name="values">In the order of the contract's credentials, then ids.</param>
/// <param name="startsExpired">Seeded as one that idled too long.</param>
/// <param name="preferred">The variant that answers this session's requests where its rule fits, though another is the default; or null.</param>
internal sealed class Session(string user, string? kind, string[] values, bool startsExpired, RunningVariant? preferred)
{
    private const long NeverUsed = -1;

    private int ended;
    private long lastUsed = NeverUsed;

    public string User => user;

    public string? Kind => kind;

    public RunningVariant? Preferred => preferred;

    public string this[int index] => values[index];

    /// <param name="now">In the clock's own ticks, as <paramref name="idleLimit"/>.</param>
    /// <param name="idleLimit">How long it may idle; null: for ever. A session that was never used does not idle yet.</param>
    public SessionState StateAt(long now, long? idleLimit)
    {
        if (Volatile.Read(ref ended) != 0)
            return SessionState.Ended;
        var used = Volatile.Read(ref lastUsed);
        return startsExpired || (used != NeverUsed && now - used > idleLimit) ? SessionState.Expired : SessionState.Active;
    }

    public void Use(long now) => Volatile.Write(ref lastUsed, now);

    /// <returns>Whether this call ended it; false where it had ended already.</returns>
    public bool TryEnd() => Interlocked.Exchange(ref ended, 1) == 0;
}
