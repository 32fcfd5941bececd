using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>What a run has asked of one target: how many requests, and which sessions they have opened and ended.</summary>
/// <param name="plan">The contract of the target.</param>
public sealed class SessionLedger(MockPlan plan)
{
    private readonly Lock writing = new();
    private readonly List<KnownOpen> sessions = [];

    /// <summary>Requests that were sent, answered or not.</summary>
    public int Requests { get; private set; }

    /// <summary>Logins that opened a session.</summary>
    public int Logins { get; private set; }

    /// <summary>Logins that the target has refused.</summary>
    public int RefusedLogins { get; private set; }

    /// <summary>The sessions that this run has opened and not logged out, oldest first.</summary>
    public IReadOnlyList<OpenSession> Open
    {
        get
        {
            lock (writing)
                return [.. sessions.Where(session => session is { HasEnded: false, IsOwn: true }).Select(session => new OpenSession(session.Kind, new Dictionary<string, string>(session.Values, StringComparer.Ordinal)))];
        }
    }

    /// <summary>Takes note of a session that was opened for this run, but not by a request of it.</summary>
    /// <param name="isOwn">Whether the run should log it out.</param>
    public void Opened(string? kind, IReadOnlyDictionary<string, string> values, bool isOwn)
    {
        lock (writing)
            sessions.Add(new(kind, new(values, StringComparer.Ordinal), isOwn));
    }

    internal void Sent()
    {
        lock (writing)
            Requests++;
    }

    internal void Learn(Exchange exchange)
    {
        if (OperationOf(exchange.Request) is not { } operation)
            return;
        lock (writing)
        {
            if (operation.Session.Opens.Count > 0)
                LearnLogin(operation, exchange);
            if (IsSuccess(exchange) && operation.Session.Ends != SessionEnd.Nothing)
                LearnLogout(operation, exchange.Request);
            if (IsSuccess(exchange))
                LearnIds(operation, exchange);
        }
    }

    /// <summary>Whether a logout that names this session has reported success.</summary>
    internal bool HasEnded(IReadOnlyDictionary<string, string> session)
    {
        lock (writing)
            return sessions.Exists(known => known.HasEnded && session.TryGetValue(Key, out var value) && string.Equals(known.Values.GetValueOrDefault(Key), value, StringComparison.Ordinal));
    }

    /// <summary>The session that an answer has opened; null if it has opened none.</summary>
    internal (string? Kind, Dictionary<string, string> Values)? OpenedBy(Exchange exchange)
    {
        if (!IsSuccess(exchange) || OperationOf(exchange.Request) is not { Session.Opens.Count: > 0 } operation)
            return null;
        var values = new Dictionary<string, string>(ResponseValues.In(exchange.Response, plan, operation.Id), StringComparer.Ordinal);
        return plan.Contract.Sessions.Credentials.All(credential => values.GetValueOrDefault(credential.Name) is { Length: > 0 }) ? (operation.Session.OpensKind, values) : null;
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
        var named = operation.Session is { Ends: SessionEnd.Target, Target: { } target } ? [target] : plan.Contract.Sessions.CallerOf(operation.Session);
        foreach (var session in sessions.Where(session => Shows(request, operation, named, session)))
            session.HasEnded = true;
    }

    /// <summary>Whether the request shows one of these values of the session where it must.</summary>
    private bool Shows(RenderedRequest request, Operation operation, IEnumerable<ShownValue> shown, KnownOpen session) => shown.Any(value =>
        RenderedBody.Shown(value, operation.Body, request) is { Length: > 0 } text && value.Values.Any(place =>
            !plan.Contract.Sessions.IsShared(place) && string.Equals(session.Values.GetValueOrDefault(plan.Contract.Sessions.ValueNames[place]), text, StringComparison.Ordinal)));

    // The id of a session often comes from another operation than the login.
    private void LearnIds(Operation operation, Exchange exchange)
    {
        foreach (var given in operation.Session.Gives.Where(given => plan.Contract.Sessions.Ids.Any(id => string.Equals(id.Name, given.Name, StringComparison.Ordinal))))
        {
            if (ResponseValues.Find(given.From, exchange.Response) is { } value && sessions.Find(session => Shows(exchange.Request, session.Values.GetValueOrDefault(Key))) is { } caller)
                caller.Values.TryAdd(given.Name, value);
        }
    }

    private static bool Shows(RenderedRequest request, string? value) => value is { Length: > 0 }
        && (request.Headers.Any(header => Holds(header.Value, value)) || Holds(request.Body, value) || Holds(request.Target, Uri.EscapeDataString(value)));

    private static bool Holds(string? text, string value) => text?.Contains(value, StringComparison.Ordinal) ?? false;

    private static bool IsSuccess(Exchange exchange) => exchange.Response.Status is >= 200 and < 400;

    private Operation? OperationOf(RenderedRequest request) => plan.Contract.FindOperation(request.Method, request.Target.Split('?')[0]);

    private sealed record KnownOpen(string? Kind, Dictionary<string, string> Values, bool IsOwn)
    {
        public bool HasEnded { get; set; }
    }
}

/// <param name="Kind">Null: the contract has no kinds.</param>
/// <param name="Values">Credentials and ids by name.</param>
public sealed record OpenSession(string? Kind, IReadOnlyDictionary<string, string> Values);
