using System.Buffers;
using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>All sessions of one contract's mock since it was last reset: what the seeds brought, and what logins opened.</summary>
internal sealed class SessionTable
{
    private readonly SessionModel model;
    private readonly long? idleLimit;
    private readonly TextIndex<SessionUser> users;

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
        (users, byOwn, byShared, Ending) = (kept.users, kept.byOwn, kept.byShared, kept.Ending);
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

    /// <summary>Who calls, from what the request carries.</summary>
    /// <param name="session">The caller's session; null unless the state says that it is known.</param>
    public CallerStates Caller<TRequest>(in TRequest request, long now, out Session? session, out bool mixed)
        where TRequest : IRequest, allows ref struct
    {
        session = null;
        mixed = false;
        var presented = 0;
        Session? found = null;
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            var value = CredentialReader.Read(model.Credentials[i], request);
            if (value.IsEmpty)
                continue;
            presented++;
            if (i == model.Key)
                found = Find(ByKey, value);
        }

        if (presented == 0)
            return CallerStates.Absent;
        if (presented < model.Credentials.Count)
            return CallerStates.Partial;
        if (found is null)
            return CallerStates.Unknown;
        if (!BelongTogether(found, request))
        {
            mixed = OthersAreKnown(request);
            return CallerStates.Unknown;
        }

        session = found;
        return StateOf(found, now) switch
        {
            SessionState.Active => CallerStates.Active,
            SessionState.Ended => CallerStates.Ended,
            _ => CallerStates.Expired,
        };
    }

    /// <summary>The session that a request names, as its caller sees it.</summary>
    public TargetStates Target(string id, int idIndex, Session? caller, long now, out Session? session)
    {
        session = Find(byOwn[idIndex]!, id);
        if (session is null)
            return TargetStates.Unknown;
        if (ReferenceEquals(session, caller))
            return TargetStates.Self;
        if (caller is null || !session.User.Is(caller.User))
            return TargetStates.Foreign;
        return StateOf(session, now) switch
        {
            SessionState.Active => TargetStates.OwnActive,
            SessionState.Ended => TargetStates.OwnEnded,
            _ => TargetStates.OwnExpired,
        };
    }

    private bool BelongTogether<TRequest>(Session session, in TRequest request)
        where TRequest : IRequest, allows ref struct
    {
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            if (i != model.Key && !Ascii.Equals(session.Utf8(i), CredentialReader.Read(model.Credentials[i], request)))
                return false;
        }

        return true;
    }

    private bool OthersAreKnown<TRequest>(in TRequest request)
        where TRequest : IRequest, allows ref struct
    {
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            if (i == model.Key)
                continue;
            var value = CredentialReader.Read(model.Credentials[i], request);
            if (model.IsShared(i) ? Find(byShared[i]!, value) is null : Find(byOwn[i]!, value) is null)
                return false;
        }

        return true;
    }

    private void Replace(Session old, Session session)
    {
        Add(session);
        Remove(old);
    }

    private void Add(Session session)
    {
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
