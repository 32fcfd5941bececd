using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>
/// A session that the server knows. Concurrent requests change its state, so the state is a single word: an ended or expired session stays
/// so, whatever a slower request does.
/// </summary>
/// <param name="values">In the order of the contract's credentials, then ids; empty for values that all sessions of the user share.</param>
/// <param name="startsExpired">Whether the session starts expired.</param>
/// <param name="preferred">
/// The variant that answers this session's requests if its rule matches, although it is not the default; or null.
/// </param>
internal sealed class Session(SessionUser user, string? kind, IEnumerable<string> values, bool startsExpired, PlannedVariant? preferred)
{
    /// <summary>A <see cref="Word"/> of an ended session.</summary>
    public const long Ended = -2;

    /// <summary>A <see cref="Word"/> of a session that has expired, and was not ended before.</summary>
    public const long Expired = -3;

    private const long NeverUsed = -1;

    private readonly PackedTexts own = new([.. values]);

    // One of the constants above, or the time of the last use, in clock ticks.
    private long state = startsExpired ? Expired : NeverUsed;

    public SessionUser User => user;

    /// <summary>The state in one number, for a store outside of the process: another one is never like it.</summary>
    public long Word
    {
        get => Volatile.Read(ref state);
        init => state = value;
    }

    public string? Kind => kind;

    public PlannedVariant? Preferred => preferred;

    /// <summary>Orders sessions by age: the table gives newer ones higher numbers.</summary>
    public long Number { get; set; }

    /// <summary>
    /// When it was opened or, if a renewal made it, got these values, in clock ticks. For seeded sessions, the start or last reset of the
    /// server.
    /// </summary>
    public long OpenedAt { get; set; }

    /// <summary>Common name of the client certificate that the session is bound to; null if any certificate works.</summary>
    public string? CommonName { get; init; }

    /// <summary>The states of its single values; null if all of them always have the session's state.</summary>
    public ValueStates? Values { get; init; }

    /// <summary>Whether it has the values that the last renewal gave the session.</summary>
    public bool IsNewest => Values is null || ReferenceEquals(Values.Family.Newest, this);

    /// <summary>The session with the values that it had before, oldest first.</summary>
    public IReadOnlyList<Session> Generations => Values?.Family.Generations ?? [this];

    /// <summary>Whether both are the same session, with the same or renewed values.</summary>
    public bool IsSame(Session other) =>
        ReferenceEquals(this, other) || (Values is { } own && other.Values is { } others && ReferenceEquals(own.Family, others.Family));

    /// <summary>A credential or id, by its index in <see cref="SessionModel.ValueNames"/>.</summary>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public ReadOnlySpan<byte> Utf8(int index) => own[index] is { IsEmpty: false } value ? value : user.Utf8(index);

    /// <summary>The time of the last use, in clock ticks; null if the session was never used, or is no longer active.</summary>
    public long? LastUse => Volatile.Read(ref state) is >= 0 and var used ? used : null;

    /// <summary>Whether both are in the same state, with the same last use.</summary>
    public bool IsAsUsedAs(Session other) => Volatile.Read(ref state) == Volatile.Read(ref other.state);

    /// <summary>Whether a client could not tell them apart.</summary>
    public bool IsLike(Session other) =>
        IsAsUsedAs(other) && user.Is(other.User) && string.Equals(kind, other.Kind, StringComparison.Ordinal)
        && string.Equals(CommonName, other.CommonName, StringComparison.Ordinal) && own.Equals(other.own)
        && (preferred is null ? other.Preferred is null : other.Preferred is { } also && preferred.IsNamedAs(also));

    /// <summary>The state; an idle timeout takes effect when it is read. A session that was never used does not time out.</summary>
    /// <param name="now">In clock ticks.</param>
    /// <param name="idleLimit">Idle timeout in clock ticks; null for none.</param>
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

    /// <summary>A new active session with the same values. For flaws.</summary>
    /// <param name="count">Number of values of a session.</param>
    public Session Reborn(int count)
    {
        var copied = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetString(own[i]));
        return new(user, kind, copied, startsExpired: false, preferred)
        {
            CommonName = CommonName,
            OpenedAt = OpenedAt,
            Values = Values is null ? null : new(new() { Client = Values.Family.Client }),
        };
    }

    public void Use(long now)
    {
        Values?.Issue(now);
        long seen;
        do
            seen = Volatile.Read(ref state);
        while (seen >= NeverUsed && seen < now && Interlocked.CompareExchange(ref state, now, seen) != seen);
    }

    /// <summary>Ends an active session; otherwise does nothing.</summary>
    public void End() => MoveAllTo(Ended);

    /// <summary>Expires an active session; otherwise does nothing.</summary>
    public void Expire() => MoveAllTo(Expired);

    private void MoveAllTo(long final)
    {
        if (Values is null)
        {
            MoveTo(final);
            return;
        }

        foreach (var generation in Values.Family.Generations)
            generation.MoveTo(final);
    }

    private void MoveTo(long final)
    {
        long seen;
        do
            seen = Volatile.Read(ref state);
        while (seen >= NeverUsed && Interlocked.CompareExchange(ref state, final, seen) != seen);
    }
}
