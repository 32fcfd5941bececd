using System.Buffers;
using System.Text;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>All sessions of one contract's mock since the last reset: seeded ones and those that were opened.</summary>
internal sealed class SessionTable
{
    private readonly SessionModel model;
    private readonly FreshValues fresh;
    private readonly TextIndex<SessionUser> users;
    private long added;

    // In clock ticks; null for none.
    private readonly long? idleLimit;
    private readonly long?[] lifetimes;

    // One index per session value. Values that all sessions of a user share lead to the user.
    private readonly TextIndex<Session>?[] byOwn;
    private readonly TextIndex<SessionUser>?[] byShared;

    /// <param name="clock">The clock that <c>now</c> comes from.</param>
    public SessionTable(SessionModel model, TimeProvider clock, IEnumerable<Session> seeds)
    {
        this.model = model;
        fresh = new(model, clock);
        (TicksPerSecond, idleLimit, lifetimes) = (clock.TimestampFrequency, IdleLimitOf(model, clock), LifetimesOf(model, clock));
        users = new(static user => user.NameUtf8);
        var places = Enumerable.Range(0, model.ValueNames.Count);
        byOwn = [.. places.Select(i => model.IsShared(i) ? null : new TextIndex<Session>(session => session.Utf8(i)))];
        byShared = [.. places.Select(i => model.IsShared(i) ? new TextIndex<SessionUser>(user => user.Utf8(i)) : null)];
        foreach (var session in seeds)
            Add(session);
    }

    /// <summary>Shares the sessions of another table under a changed model: changes to a session show in both tables.</summary>
    /// <param name="kept">The other table.</param>
    /// <param name="before">The other table's seeds in their initial state.</param>
    /// <param name="now">The new seeds. They are added, or replace seeds that have changed and are still unused.</param>
    public SessionTable(
        SessionModel model, TimeProvider clock, SessionTable kept, IEnumerable<Session> before, IEnumerable<Session> now)
    {
        this.model = model;
        fresh = new(model, clock);
        (TicksPerSecond, idleLimit, lifetimes) = (clock.TimestampFrequency, IdleLimitOf(model, clock), LifetimesOf(model, clock));
        (users, byOwn, byShared, Ending, added) = (kept.users, kept.byOwn, kept.byShared, kept.Ending, Volatile.Read(ref kept.added));
        var seeded = before.ToDictionary(session => session[model.Key], StringComparer.Ordinal);
        foreach (var session in now)
        {
            if (ByKey.Find(session.Utf8(model.Key)) is not { } known)
                Add(session);
            else if (seeded.TryGetValue(session[model.Key], out var seed) && known.IsAsUsedAs(seed) && !seed.IsLike(session))
                Replace(known, session);
        }
    }

    /// <summary>Held while checking and ending sessions: otherwise two concurrent logouts could each end the other's session.</summary>
    public Lock Ending { get; } = new();

    /// <summary>What is added and removed from now on; null for a table that needs no log.</summary>
    public SessionLog? Log { get; set; }

    /// <summary>Clock ticks per second.</summary>
    public long TicksPerSecond { get; }

    public IEnumerable<Session> All => ByKey.All;

    /// <summary>Counts the sessions. Takes no lock, so it delays no request, and time linear in the number of all sessions.</summary>
    /// <param name="now">In clock ticks.</param>
    public SessionCounts CountAt(long now)
    {
        var (active, ended, expired) = (0L, 0L, 0L);
        foreach (var session in All)
        {
            if (!session.IsNewest)
                continue;
            switch (StateOf(session, now))
            {
                case SessionState.Active:
                    active++;
                    break;
                case SessionState.Ended:
                    ended++;
                    break;
                default:
                    expired++;
                    break;
            }
        }

        return new(active, ended, expired);
    }

    /// <summary>The active sessions of a user, newest first. Takes time linear in the number of all sessions.</summary>
    public IReadOnlyList<Session> ActiveOf(SessionUser user, long now) =>
    [
        .. All.Where(session => session.IsNewest && session.User.Is(user) && StateOf(session, now) == SessionState.Active)
            .OrderByDescending(session => session.Number),
    ];

    /// <param name="credential">The credential that no other session shares.</param>
    public Session? Find(string credential) => Find(ByKey, credential);

    /// <summary>Adds sessions; those that have the same credentials are removed first, with what became of them.</summary>
    /// <param name="now">In clock ticks.</param>
    public void Restore(IEnumerable<Session> seeds, long now)
    {
        foreach (var session in seeds)
        {
            session.OpenedAt = now;
            if (ByKey.Find(session.Utf8(model.Key)) is { } used)
                RemoveAll(used);
            Add(session);
        }
    }

    /// <summary>Removes a session with all the values that it ever had.</summary>
    public void RemoveAll(Session session)
    {
        foreach (var generation in session.Generations)
            Remove(generation);
    }

    private void Remove(Session session)
    {
        foreach (var index in byOwn)
            index?.Remove(session);
        Log?.Removed.Add(session);
    }

    /// <summary>Makes a session active again. For flaws.</summary>
    /// <returns>The session that is active now.</returns>
    public Session Revive(Session session)
    {
        var reborn = session.Reborn(model.ValueNames.Count);
        Add(reborn);
        return reborn;
    }

    public SessionState StateOf(Session session, long now) => session.StateAt(now, idleLimit);

    /// <summary>The state of one of a session's values.</summary>
    /// <param name="place">Its index in <see cref="SessionModel.ValueNames"/>.</param>
    public SessionState StateOf(Session session, int place, long now)
    {
        var whole = session.StateAt(now, idleLimit);
        return session.Values is { } values ? values.Of(place, whole, now, lifetimes[place]) : whole;
    }

    /// <summary>Finds a session by any value that no other session shares.</summary>
    /// <param name="place">The value's index in <see cref="SessionModel.ValueNames"/>.</param>
    public Session? FindBy(string value, out int place)
    {
        for (place = 0; place < model.Credentials.Count; place++)
        {
            if (!model.IsShared(place) && Find(place, value) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Generates values to renew a session with. It may take a millisecond, so do not hold <see cref="Ending"/>.</summary>
    /// <param name="isNew">The values that are new, by index; the others stay.</param>
    public string[] ValuesToRenew(Session session, Func<int, bool> isNew) => fresh.Of(
        isNew, i => model.IsShared(i) ? "" : session[i], session.User.Name, session.Values?.Family.Client);

    /// <summary>Gives a session new values. Call it while holding <see cref="Ending"/>.</summary>
    /// <param name="values">The values of <see cref="ValuesToRenew"/>.</param>
    /// <returns>The session with its new values.</returns>
    public Session Renew(Session session, string[] values, long now)
    {
        var renewed = new Session(session.User, session.Kind, values, startsExpired: false, session.Preferred)
        {
            CommonName = session.CommonName,
            OpenedAt = now,
            Values = new(session.Values!.Family),
        };
        renewed.Use(now);
        Add(renewed);
        return renewed;
    }

    /// <summary>Opens a session, whose idle time starts now.</summary>
    /// <param name="now">In clock ticks.</param>
    /// <param name="commonName">Common name of the client certificate that the session is bound to; null if any certificate works.</param>
    /// <param name="client">Id of the OAuth client that the session belongs to; null for the contract's first.</param>
    public Session Open(string user, string? kind, long now, string? commonName, string? client = null)
    {
        var owner = users.GetOrAdd(Encoding.UTF8.GetBytes(user), () => new(user, Fresh(model.IsShared)));
        var values = Fresh(i => !model.IsShared(i));
        var session = new Session(owner, kind, values, startsExpired: false, preferred: null)
        {
            CommonName = commonName,
            OpenedAt = now,
            Values = model.TellsValuesApart ? new(new() { Client = client ?? (model.Clients.Count > 0 ? model.Clients[0].Id : null) })
                : null,
        };
        session.Use(now);
        Add(session);
        return session;

        string[] Fresh(Func<int, bool> isWanted) => fresh.Of(isWanted, static _ => "", user, client);
    }

    /// <summary>The sessions with their states at a point in time.</summary>
    /// <param name="now">In clock ticks.</param>
    public SessionsAt At(long now) => new(this, now);

    /// <param name="place">Index of a value that sessions of a user do not share.</param>
    public Session? Find(int place, ReadOnlySpan<char> value) => Find(byOwn[place]!, value);

    /// <summary>Whether a session or a user has this value.</summary>
    public bool Knows(int place, ReadOnlySpan<char> value) =>
        model.IsShared(place) ? Find(byShared[place]!, value) is not null : Find(byOwn[place]!, value) is not null;

    private void Replace(Session old, Session session)
    {
        Add(session);
        Remove(old);
    }

    private void Add(Session session)
    {
        session.Number = Interlocked.Increment(ref added);
        session.Values?.Family.Add(session);
        Add(session.User);
        foreach (var index in byOwn)
            index?.Set(session);
        Log?.Added.Add(session);
    }

    /// <summary>Adds a user. The table need not have a session of it.</summary>
    public void Add(SessionUser user)
    {
        users.GetOrAdd(user.NameUtf8, () => user);
        foreach (var index in byShared)
            index?.Set(user);
    }

    private static long? IdleLimitOf(SessionModel model, TimeProvider clock) => Ticks(model.IdleTimeout, clock);

    private static long?[] LifetimesOf(SessionModel model, TimeProvider clock) =>
        [.. model.ValueNames.Select((_, i) => i < model.Credentials.Count ? Ticks(model.Credentials[i].Lifetime, clock) : null)];

    private static long? Ticks(TimeSpan? time, TimeProvider clock) => (long?)(time?.TotalSeconds * clock.TimestampFrequency);

    private TextIndex<Session> ByKey => byOwn[model.Key]!;

    /// <returns>Null if nothing is found, or if the text cannot be a credential or id.</returns>
    private static T? Find<T>(TextIndex<T> index, ReadOnlySpan<char> text)
        where T : class
    {
        if (text.Length > CredentialFormat.MaxLength)
            return null;
        Span<byte> ascii = stackalloc byte[text.Length];
        return Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done ? index.Find(ascii) : null;
    }
}

/// <summary>How many sessions are in each state.</summary>
internal readonly record struct SessionCounts(long Active, long Ended, long Expired)
{
    /// <param name="state">Null for all sessions.</param>
    public long Of(SessionState? state) => state switch
    {
        null => Active + Ended + Expired,
        SessionState.Active => Active,
        SessionState.Ended => Ended,
        SessionState.Expired => Expired,
        _ => 0,
    };
}
