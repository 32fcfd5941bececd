using System.Collections.Concurrent;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>All sessions of one contract's mock since it was last reset: what the seeds brought, and what logins opened.</summary>
internal sealed class SessionTable
{
    private readonly SessionModel model;
    private readonly long? idleLimit;
    private readonly ConcurrentDictionary<string, Session> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Session>.AlternateLookup<ReadOnlySpan<char>> byKeyText;
    private readonly ConcurrentDictionary<(int Index, string Value), Session> byId = new();
    private readonly ConcurrentDictionary<(int Index, string Value), bool> others = new();
    private readonly ConcurrentDictionary<(string User, string Name), string> userValues = new();

    /// <param name="idleLimit">In the clock's own ticks; null: none.</param>
    public SessionTable(SessionModel model, long? idleLimit, IEnumerable<Session> seeds)
    {
        this.model = model;
        this.idleLimit = idleLimit;
        byKeyText = byKey.GetAlternateLookup<ReadOnlySpan<char>>();
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
        (byKey, byId, others, userValues, Ending) = (kept.byKey, kept.byId, kept.others, kept.userValues, kept.Ending);
        byKeyText = byKey.GetAlternateLookup<ReadOnlySpan<char>>();
        var seeded = before.ToDictionary(session => session[model.Key], StringComparer.Ordinal);
        foreach (var session in now)
        {
            if (!byKey.TryGetValue(session[model.Key], out var known))
                Add(session);
            else if (seeded.TryGetValue(session[model.Key], out var seed) && known.IsAsUsedAs(seed) && !seed.IsLike(session))
                Replace(known, session);
        }
    }

    /// <summary>To be held by who ends a session, from a last look at all sessions that take part. Without it, two could end each other, one of them at the word of a dead one.</summary>
    public Lock Ending { get; } = new();

    // Not Values, which would stop everybody to make a copy.
    public IEnumerable<Session> All => byKey.Select(pair => pair.Value);

    /// <param name="credential">The one that tells sessions apart.</param>
    public Session? Find(string credential) => byKey.GetValueOrDefault(credential);

    public void Remove(Session session)
    {
        byKey.TryRemove(session[model.Key], out _);
        for (var i = model.Credentials.Count; i < model.ValueNames.Count; i++)
            byId.TryRemove((i, session[i]), out _);
    }

    /// <summary>Lets a session that is over live again. For mocks that get logouts wrong on purpose.</summary>
    public void Revive(Session session) => Add(session.Reborn());

    public SessionState StateOf(Session session, long now) => session.StateAt(now, idleLimit);

    /// <summary>A new session, which idles from now on.</summary>
    /// <param name="commonName">The user of whose client certificate it is; null: anybody's.</param>
    public Session Open(string user, string? kind, long now, string? commonName)
    {
        var values = new string[model.ValueNames.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var name = model.ValueNames[i];
            values[i] = i < model.Credentials.Count && model.Credentials[i].IsPerUser
                ? userValues.GetOrAdd((user, name), static (_, format) => format.Fresh(), model.FormatOf(name)!) : model.FormatOf(name)!.Fresh();
        }

        var session = new Session(user, kind, values, startsExpired: false, preferred: null) { CommonName = commonName };
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
                byKeyText.TryGetValue(value, out found);
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
        if (!byId.TryGetValue((idIndex, id), out session))
            return TargetStates.Unknown;
        if (ReferenceEquals(session, caller))
            return TargetStates.Self;
        if (caller is null || !string.Equals(session.User, caller.User, StringComparison.Ordinal))
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
            if (i != model.Key && !CredentialReader.Read(model.Credentials[i], request).SequenceEqual(session[i]))
                return false;
        }

        return true;
    }

    private bool OthersAreKnown<TRequest>(in TRequest request)
        where TRequest : IRequest, allows ref struct
    {
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            if (i != model.Key && !others.ContainsKey((i, CredentialReader.Read(model.Credentials[i], request).ToString())))
                return false;
        }

        return true;
    }

    private void Replace(Session old, Session session)
    {
        Add(session);
        for (var i = model.Credentials.Count; i < model.ValueNames.Count; i++)
        {
            if (!string.Equals(old[i], session[i], StringComparison.Ordinal))
                byId.TryRemove((i, old[i]), out _);
        }
    }

    private void Add(Session session)
    {
        for (var i = 0; i < model.ValueNames.Count; i++)
        {
            if (i == model.Key)
                byKey[session[i]] = session;
            else if (i < model.Credentials.Count)
                others[(i, session[i])] = true;
            else
                byId[(i, session[i])] = session;
        }
    }
}
