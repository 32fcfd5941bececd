using System.Buffers;
using System.Text;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>All sessions of one contract's mock since it was last reset: what the seeds brought, and what logins opened.</summary>
internal sealed class SessionTable
{
    private readonly SessionModel model;
    private readonly long? idleLimit;
    private readonly TextIndex<SessionUser> users;
    private long added;

    // By each of the values that a session consists of; those that are the same for all sessions of a user lead to the user.
    private readonly TextIndex<Session>?[] byOwn;
    private readonly TextIndex<SessionUser>?[] byShared;

    /// <param name="idleLimit">In the clock's own ticks; null: none.</param>
    public SessionTable(SessionModel model, long? idleLimit, IEnumerable<Session> seeds)
    {
        this.model = model;
        this.idleLimit = idleLimit;
        users = new(static user => user.NameUtf8);
        var places = Enumerable.Range(0, model.ValueNames.Count);
        byOwn = [.. places.Select(i => model.IsShared(i) ? null : new TextIndex<Session>(session => session.Utf8(i)))];
        byShared = [.. places.Select(i => model.IsShared(i) ? new TextIndex<SessionUser>(user => user.Utf8(i)) : null)];
        foreach (var session in seeds)
            Add(session);
    }

    /// <summary>The sessions of another table, the very same ones, under a model that has changed: whatever becomes of one shows in both.</summary>
    /// <param name="before">Seeds of the other table, new ones, as they were at first.</param>
    /// <param name="now">Seeds as they should be. Where one is new or has changed and nobody has used it, it takes its place.</param>
    public SessionTable(SessionModel model, long? idleLimit, SessionTable kept, IEnumerable<Session> before, IEnumerable<Session> now)
    {
        this.model = model;
        this.idleLimit = idleLimit;
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

    /// <summary>To be held by who ends a session, from a last look at all sessions that take part. Without it, two could end each other, one of them at the word of a dead one.</summary>
    public Lock Ending { get; } = new();

    public IEnumerable<Session> All => ByKey.All;

    /// <summary>The active sessions of a user, the newest first. Looks at all sessions.</summary>
    public IReadOnlyList<Session> ActiveOf(SessionUser user, long now) =>
        [.. All.Where(session => session.User.Is(user) && StateOf(session, now) == SessionState.Active).OrderByDescending(session => session.Number)];

    /// <param name="credential">The one that tells sessions apart.</param>
    public Session? Find(string credential) => Find(ByKey, credential);

    public void Remove(Session session)
    {
        foreach (var index in byOwn)
            index?.Remove(session);
    }

    /// <summary>Lets a session that is over live again. For mocks that get logouts wrong on purpose.</summary>
    public void Revive(Session session) => Add(session.Reborn(model.ValueNames.Count));

    public SessionState StateOf(Session session, long now) => session.StateAt(now, idleLimit);

    /// <summary>A new session, which idles from now on.</summary>
    /// <param name="commonName">The user of whose client certificate it is; null: anybody's.</param>
    public Session Open(string user, string? kind, long now, string? commonName)
    {
        var owner = users.GetOrAdd(Encoding.UTF8.GetBytes(user), () => new(user, Fresh(model.IsShared)));
        var session = new Session(owner, kind, Fresh(i => !model.IsShared(i)), startsExpired: false, preferred: null) { CommonName = commonName };
        session.Use(now);
        Add(session);
        return session;
    }

    /// <summary>The sessions as they are at a moment.</summary>
    /// <param name="now">In the clock's own ticks.</param>
    public SessionsAt At(long now) => new(this, now);

    /// <param name="place">Of a value that each session has its own of.</param>
    public Session? Find(int place, ReadOnlySpan<char> value) => Find(byOwn[place]!, value);

    /// <summary>Whether a session, or a user, has this value.</summary>
    public bool Knows(int place, ReadOnlySpan<char> value) => model.IsShared(place) ? Find(byShared[place]!, value) is not null : Find(byOwn[place]!, value) is not null;

    private void Replace(Session old, Session session)
    {
        Add(session);
        Remove(old);
    }

    private void Add(Session session)
    {
        session.Number = Interlocked.Increment(ref added);
        users.GetOrAdd(session.User.NameUtf8, () => session.User);
        foreach (var index in byShared)
            index?.Set(session.User);
        foreach (var index in byOwn)
            index?.Set(session);
    }

    /// <summary>A new value for each place that is wanted; nothing for the others.</summary>
    private IEnumerable<string> Fresh(Func<int, bool> isWanted) => model.ValueNames.Select((name, i) => isWanted(i) ? model.FormatOf(name)!.Fresh() : "");

    private TextIndex<Session> ByKey => byOwn[model.Key]!;

    /// <returns>Null too where the text is none that a credential or an id can be.</returns>
    private static T? Find<T>(TextIndex<T> index, ReadOnlySpan<char> text)
        where T : class
    {
        if (text.Length > CredentialFormat.MaxLength)
            return null;
        Span<byte> ascii = stackalloc byte[text.Length];
        return Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done ? index.Find(ascii) : null;
    }
}
