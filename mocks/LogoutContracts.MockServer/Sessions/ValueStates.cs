using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The states of the single values of one generation of a session, for contracts that tell them apart.</summary>
internal sealed class ValueStates(Family family)
{
    private const long NotIssued = -1;

    // One bit per index in SessionModel.ValueNames.
    private int superseded;
    private int ended;
    private int expired;
    private long issued = NotIssued;

    public Family Family => family;

    /// <summary>All states, for a store outside of the process.</summary>
    public ValueBits Bits
    {
        get => new(
            Volatile.Read(ref superseded), Volatile.Read(ref ended), Volatile.Read(ref expired), Volatile.Read(ref issued));
        init => (superseded, ended, expired, issued) = (value.Superseded, value.Ended, value.Expired, value.Issued);
    }

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
        if (whole == SessionState.Expired || HasExpired(value, now, lifetime))
            return SessionState.Expired;
        return Has(ref superseded, value) ? SessionState.Superseded : SessionState.Active;
    }

    // A value that has expired stays so, even if the clock is set back.
    private bool HasExpired(int value, long now, long? lifetime)
    {
        if (lifetime is null)
            return false;
        if (!Has(ref expired, value) && Volatile.Read(ref issued) is not NotIssued and var since && now - since > lifetime)
            Interlocked.Or(ref expired, 1 << value);
        return Has(ref expired, value);
    }

    private static bool Has(ref int bits, int value) => (Volatile.Read(ref bits) >> value & 1) == 1;
}

/// <summary>The states of the values of one generation: one bit per index in <see cref="SessionModel.ValueNames"/>.</summary>
/// <param name="Issued">When the lifetimes started, in clock ticks; -1 if they have not.</param>
internal readonly record struct ValueBits(int Superseded, int Ended, int Expired, long Issued);
