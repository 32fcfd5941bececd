using System.Collections.Concurrent;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>All sessions of one contract's mock: what the seeds brought, and what logins opened since.</summary>
internal sealed class SessionStore
{
    private readonly SessionModel model;
    private readonly TimeProvider clock;
    private readonly long? idleLimit;
    private readonly int key;
    private readonly string[] names;
    private readonly Func<IEnumerable<Session>> seeds;
    private volatile Content content;

    /// <param name="seeds">Makes the sessions that are there from the start, new ones at each call.</param>
    public SessionStore(SessionModel model, TimeProvider clock, Func<IEnumerable<Session>> seeds)
    {
        this.model = model;
        this.clock = clock;
        this.seeds = seeds;
        idleLimit = model.IdleTimeout is { } idle ? (long)(idle.TotalSeconds * clock.TimestampFrequency) : null;
        names = [.. model.ValueNames];

        // A credential that several sessions share cannot tell them apart.
        key = model.Credentials.Select((credential, i) => (credential, i)).First(pair => !pair.credential.IsPerUser).i;
        content = Seeded();
    }

    public long Now => clock.GetTimestamp();

    public SessionState StateOf(Session session, long now) => session.StateAt(now, idleLimit);

    /// <summary>Puts everything back to the start, at once: no request sees half of it.</summary>
    public void Reset() => content = Seeded();

    public Session Open(string user, string? kind, RunningVariant? preferred = null)
    {
        var values = new string[names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var name = names[i];
            values[i] = i < model.Credentials.Count && model.Credentials[i].IsPerUser
                ? content.UserValues.GetOrAdd((user, name), static (_, format) => format.Fresh(), model.FormatOf(name)!) : model.FormatOf(name)!.Fresh();
        }

        var session = new Session(user, kind, values, startsExpired: false, preferred);
        Add(content, session);
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
        var here = content;
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            var value = CredentialReader.Read(model.Credentials[i], request);
            if (value.IsEmpty)
                continue;
            presented++;
            if (i == key)
                here.ByKey.TryGetValue(value, out found);
        }

        if (presented == 0)
            return CallerStates.Absent;
        if (presented < model.Credentials.Count)
            return CallerStates.Partial;
        if (found is null)
            return CallerStates.Unknown;
        if (!BelongTogether(found, request))
        {
            mixed = OthersAreKnown(here, request);
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
        if (!content.ById.TryGetValue((idIndex, id), out session))
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
            if (i != key && !CredentialReader.Read(model.Credentials[i], request).SequenceEqual(session[i]))
                return false;
        }

        return true;
    }

    private bool OthersAreKnown<TRequest>(Content here, in TRequest request)
        where TRequest : IRequest, allows ref struct
    {
        for (var i = 0; i < model.Credentials.Count; i++)
        {
            if (i != key && !here.Others.ContainsKey((i, CredentialReader.Read(model.Credentials[i], request).ToString())))
                return false;
        }

        return true;
    }

    private Content Seeded()
    {
        var fresh = new Content();
        foreach (var session in seeds())
            Add(fresh, session);
        return fresh;
    }

    private void Add(Content here, Session session)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (i == key)
                here.ByKeyValue[session[i]] = session;
            else if (i < model.Credentials.Count)
                here.Others[(i, session[i])] = true;
            else
                here.ById[(i, session[i])] = session;
        }
    }

    private sealed class Content
    {
        public Content() => ByKey = ByKeyValue.GetAlternateLookup<ReadOnlySpan<char>>();

        public ConcurrentDictionary<string, Session> ByKeyValue { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, Session>.AlternateLookup<ReadOnlySpan<char>> ByKey { get; }

        public ConcurrentDictionary<(int Index, string Value), Session> ById { get; } = new();

        public ConcurrentDictionary<(int Index, string Value), bool> Others { get; } = new();

        /// <summary>Values that all sessions of a user share.</summary>
        public ConcurrentDictionary<(string User, string Name), string> UserValues { get; } = new();
    }
}
