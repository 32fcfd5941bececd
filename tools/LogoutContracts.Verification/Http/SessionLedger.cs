using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>Counts the requests of a run to one target, and tracks the sessions that they open and end. Safe for concurrent use.</summary>
/// <param name="plan">The contract of the target.</param>
public sealed class SessionLedger(MockPlan plan)
{
    private readonly Lock sync = new();
    private readonly List<KnownOpen> sessions = [];

    /// <summary>Requests that were sent, answered or not.</summary>
    public int Requests { get; private set; }

    /// <summary>Logins that opened a session.</summary>
    public int Logins { get; private set; }

    /// <summary>Logins that the target has refused with 400, 401, 403 or 422.</summary>
    public int RefusedLogins { get; private set; }

    /// <summary>The sessions that this run has opened and not logged out, oldest first.</summary>
    public IReadOnlyList<OpenSession> Open
    {
        get
        {
            lock (sync)
            {
                return [.. sessions.Where(session => session is { HasEnded: false, IsOwn: true }).Select(session =>
                    new OpenSession(session.Kind, new Dictionary<string, string>(session.Values, StringComparer.Ordinal)))];
            }
        }
    }

    /// <summary>Records a session that was opened for this run, but not by one of its requests.</summary>
    /// <param name="kind">Null if the contract has no kinds of sessions.</param>
    /// <param name="values">Credentials and ids by name.</param>
    /// <param name="isOwn">Whether the run should log it out.</param>
    public void Opened(string? kind, IReadOnlyDictionary<string, string> values, bool isOwn)
    {
        lock (sync)
            sessions.Add(new(kind, new(values, StringComparer.Ordinal), isOwn));
    }

    /// <summary>Records that the target has ended a session, for example with another one.</summary>
    internal void Ended(OpenSession ended)
    {
        lock (sync)
        {
            foreach (var session in sessions)
                session.HasEnded |= string.Equals(session.Values[Key], ended.Values[Key], StringComparison.Ordinal);
        }
    }

    internal void Sent()
    {
        lock (sync)
            Requests++;
    }

    internal void Learn(Exchange exchange)
    {
        if (OperationOf(exchange.Request) is not { } operation)
            return;
        lock (sync)
        {
            if (operation.Session.Opens.Count > 0)
                LearnLogin(operation, exchange);
            if (IsSuccess(exchange) && operation.Session.Ends != SessionEnd.Nothing)
                LearnLogout(operation, exchange.Request);
            if (IsSuccess(exchange))
                LearnIds(operation, exchange);
        }
    }

    /// <summary>Whether a logout that ends this session has reported success.</summary>
    internal bool HasEnded(IReadOnlyDictionary<string, string> session)
    {
        lock (sync)
        {
            return sessions.Exists(known => known.HasEnded && session.TryGetValue(Key, out var value)
                && string.Equals(known.Values.GetValueOrDefault(Key), value, StringComparison.Ordinal));
        }
    }

    /// <summary>The session that an answer has opened; null if it has not opened one.</summary>
    internal (string? Kind, Dictionary<string, string> Values)? OpenedBy(Exchange exchange)
    {
        if (!IsSuccess(exchange) || OperationOf(exchange.Request) is not { Session.Opens.Count: > 0 } operation)
            return null;
        var values = new Dictionary<string, string>(ResponseValues.In(exchange.Response, plan, operation.Id), StringComparer.Ordinal);
        return plan.Contract.Sessions.Credentials.All(credential => values.GetValueOrDefault(credential.Name) is { Length: > 0 })
            ? (operation.Session.OpensKind, values) : null;
    }

    private string Key => plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Name;

    private void LearnLogin(Operation operation, Exchange exchange)
    {
        var values = new Dictionary<string, string>(ResponseValues.In(exchange.Response, plan, operation.Id), StringComparer.Ordinal);
        if (values.GetValueOrDefault(Key) is { Length: > 0 } && IsSuccess(exchange))
        {
            Logins++;
            sessions.Add(new(operation.Session.OpensKind, values, true));
        }
        else if (exchange.Response.Status is 400 or 401 or 403 or 422)
        {
            RefusedLogins++;
        }
    }

    private void LearnLogout(Operation operation, RenderedRequest request)
    {
        var named = operation.Session is { Ends: SessionEnd.Target, Target: { } target }
            ? [target] : plan.Contract.Sessions.CallerOf(operation.Session);
        foreach (var session in sessions.Where(session => Shows(request, operation, named, session)))
            session.HasEnded = true;
    }

    /// <summary>Whether the request shows one of these values of the session.</summary>
    private bool Shows(RenderedRequest request, Operation operation, IEnumerable<ShownValue> shown, KnownOpen session) => shown.Any(value =>
        RenderedBody.Shown(value, operation.Body, request) is { Length: > 0 } text && value.Values.Any(place =>
            !plan.Contract.Sessions.IsShared(place)
            && string.Equals(session.Values.GetValueOrDefault(plan.Contract.Sessions.ValueNames[place]), text, StringComparison.Ordinal)));

    // The id of a session often comes from another operation than the login.
    private void LearnIds(Operation operation, Exchange exchange)
    {
        var ids = plan.Contract.Sessions.Ids.Select(id => id.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var given in operation.Session.Gives.Where(given => ids.Contains(given.Name)))
        {
            if (ResponseValues.Find(given.From, exchange.Response) is { } value
                && sessions.Find(session => IsSentBy(session, exchange.Request)) is { } caller)
            {
                caller.Values.TryAdd(given.Name, value);
            }
        }
    }

    /// <summary>Whether the request contains the key credential of the session.</summary>
    private bool IsSentBy(KnownOpen session, RenderedRequest request) =>
        session.Values.GetValueOrDefault(Key) is { Length: > 0 } value
        && (request.Headers.Any(header => Contains(header.Value, value))
            || Contains(request.Body, value)
            || Contains(request.Target, Uri.EscapeDataString(value)));

    private static bool Contains(string? text, string value) => text?.Contains(value, StringComparison.Ordinal) ?? false;

    private static bool IsSuccess(Exchange exchange) => exchange.Response.Status is >= 200 and < 400;

    private Operation? OperationOf(RenderedRequest request) =>
        plan.Contract.FindOperation(request.Method, request.Target.Split('?')[0]);

    private sealed record KnownOpen(string? Kind, Dictionary<string, string> Values, bool IsOwn)
    {
        public bool HasEnded { get; set; }
    }
}

/// <summary>A session that a run has opened and not logged out.</summary>
/// <param name="Kind">Null if the contract has no kinds of sessions.</param>
/// <param name="Values">Credentials and ids by name.</param>
public sealed record OpenSession(string? Kind, IReadOnlyDictionary<string, string> Values);
