using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>One session that the server knows. Its state changes under many requests at once, and is one word for that: what has ended or expired stays so, whatever a slower request does.</summary>
/// <param name="values">In the order of the contract's credentials, then ids; empty for those that the user has for all sessions.</param>
/// <param name="startsExpired">Seeded as one that idled too long.</param>
/// <param name="preferred">The variant that answers this session's requests where its rule fits, though another is the default; or null.</param>
internal sealed class Session(SessionUser user, string? kind, IEnumerable<string> values, bool startsExpired, PlannedVariant? preferred)
{
    private const long NeverUsed = -1;
    private const long Ended = -2;
    private const long Expired = -3;

    private readonly PackedTexts own = new([.. values]);

    // One of the above, or when it was used last, in the clock's own ticks.
    private long state = startsExpired ? Expired : NeverUsed;

    public SessionUser User => user;

    public string? Kind => kind;

    public PlannedVariant? Preferred => preferred;

    /// <summary>Later sessions of a table have higher numbers.</summary>
    public long Number { get; set; }

    /// <summary>The user of whose client certificate it is; null: anybody's.</summary>
    public string? CommonName { get; init; }

    /// <summary>A credential or an id, by its place in the contract.</summary>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public ReadOnlySpan<byte> Utf8(int index) => own[index] is { IsEmpty: false } value ? value : user.Utf8(index);

    /// <summary>Whether nothing happened to this one that did not happen to the other.</summary>
    public bool IsAsUsedAs(Session other) => Volatile.Read(ref state) == Volatile.Read(ref other.state);

    /// <summary>Whether both are the same to whoever calls with them.</summary>
    public bool IsLike(Session other) => IsAsUsedAs(other) && user.Is(other.User) && string.Equals(kind, other.Kind, StringComparison.Ordinal)
        && string.Equals(CommonName, other.CommonName, StringComparison.Ordinal) && own.Equals(other.own) && (preferred is null ? other.Preferred is null : other.Preferred is { } also && preferred.IsNamedAs(also));

    /// <param name="now">In the clock's own ticks, as <paramref name="idleLimit"/>.</param>
    /// <param name="idleLimit">How long it may idle; null: for ever. A session that was never used does not idle yet.</param>
    public SessionState StateAt(long now, long? idleLimit)
    {
        while (true)
        {
            var seen = Volatile.Read(ref state);
            if (seen is Ended)
                return SessionState.Ended;
            if (seen is Expired)
                return SessionState.Expired;
            if (seen is NeverUsed || !(now - seen > idleLimit))
                return SessionState.Active;
            Interlocked.CompareExchange(ref state, Expired, seen);
        }
    }

    /// <summary>A new session with all that this one has, but live. For mocks that get logouts wrong on purpose.</summary>
    /// <param name="count">Of the values of a session.</param>
    public Session Reborn(int count) => new(user, kind, Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetString(own[i])), startsExpired: false, preferred) { CommonName = CommonName };

    public void Use(long now)
    {
        long seen;
        do
            seen = Volatile.Read(ref state);
        while (seen >= NeverUsed && seen < now && Interlocked.CompareExchange(ref state, now, seen) != seen);
    }

    /// <summary>Ends a session that lives; one that does not stays as it is.</summary>
    public void End() => Die(Ended);

    /// <summary>Lets a session that lives expire; one that does not stays as it is.</summary>
    public void Expire() => Die(Expired);

    private void Die(long how)
    {
        long seen;
        do
            seen = Volatile.Read(ref state);
        while (seen >= NeverUsed && Interlocked.CompareExchange(ref state, how, seen) != seen);
    }
}
