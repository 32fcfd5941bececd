using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The states of the single values of one generation of a session, for contracts that tell them apart.</summary>
internal sealed class ValueStates(Family family)
{
    private const long NotIssued = -1;

    // One bit per index in SessionModel.ValueNames.
    private int superseded;
    private int ended;
    private long issued = NotIssued;

    public Family Family => family;

    /// <summary>The lifetimes start with the first call. Seeded values exist before, and start to live with their first use.</summary>
    /// <param name="now">In clock ticks.</param>
    public void Issue(long now)
    {
        // Nearly always issued already: then, concurrent requests need not wait for each other.
        if (Volatile.Read(ref issued) is NotIssued)
            Interlocked.CompareExchange(ref issued, now, NotIssued);
    }

    public void Supersede(int value) => Interlocked.Or(ref superseded, 1 << value);

    public void End(int value) => Interlocked.Or(ref ended, 1 << value);

    /// <summary>The last state that applies to a value.</summary>
    /// <param name="whole">The state of the session.</param>
    /// <param name="lifetime">Of the value, in clock ticks; null for none.</param>
    public SessionState Of(int value, SessionState whole, long now, long? lifetime)
    {
        if (whole == SessionState.Ended || Has(ref ended, value))
            return SessionState.Ended;
        if (whole == SessionState.Expired || (Volatile.Read(ref issued) is not NotIssued and var since && now - since > lifetime))
            return SessionState.Expired;
        return Has(ref superseded, value) ? SessionState.Superseded : SessionState.Active;
    }

    private static bool Has(ref int bits, int value) => (Volatile.Read(ref bits) >> value & 1) == 1;
}
