using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Flaws;

/// <summary>
/// One request to a mock with flaws, its buffered answer and the sessions. Flaws change the request before the correct mock answers, and
/// the answer afterwards.
/// </summary>
internal sealed class FlawedCall : IDisposable
{
    private readonly MemoryStream body = new();
    private readonly ContractState state;
    private readonly HashSet<Session> activeBefore;

    // The value that the caller shows, by its index in SessionModel.ValueNames.
    private readonly int shown;

    /// <param name="sent">The request's body, which has been read.</param>
    public FlawedCall(IFeatureCollection features, ContractState state, ReadOnlyMemory<byte> sent)
    {
        Features = features;
        this.state = state;
        Request = features.GetRequiredFeature<IHttpRequestFeature>();
        Response = features.GetRequiredFeature<IHttpResponseFeature>();
        Kept = new(body);
        Table = state.Sessions.Current;
        Path = state.Running.Find(Request.Path);
        Operation = Path?.Find(Request.Method).Operation;
        IsOnLogoutPath = Path is not null
            && Path.All.Any(running => running.Operation?.Session.Ends is SessionEnd.Caller or SessionEnd.Target);
        IsLogout = Operation is { Session.Ends: not SessionEnd.Nothing };
        Body = Encoding.UTF8.GetString(sent.Span);
        if (!sent.IsEmpty)
            Resend(sent);
        Presented = ReadToken(sent);
        foreach (var value in Presented.Length == 0 ? [] : Key!.Values)
        {
            if (Caller is not null || Table.Find(value, Presented) is not { } found)
                continue;
            Caller = found;
            shown = value;
            CallerState = Table.StateOf(found, value, Now);
        }

        activeBefore = [.. Table.All.Where(session => Table.StateOf(session, Now) == SessionState.Active)];
    }

    public IFeatureCollection Features { get; }

    public IHttpRequestFeature Request { get; }

    public IHttpResponseFeature Response { get; }

    /// <summary>Buffers the correct mock's response body.</summary>
    public StreamResponseBodyFeature Kept { get; }

    public MockPlan Plan => state.Plan;

    public SessionModel Model => Plan.Contract.Sessions;

    public SessionTable Table { get; }

    public long Now => state.Sessions.Now;

    /// <summary>Ticks of <see cref="Now"/> per second.</summary>
    public long Frequency => state.Sessions.Frequency;

    public RunningPath? Path { get; }

    /// <summary>Null for a method that the path does not declare.</summary>
    public Operation? Operation { get; }

    /// <summary>Whether some operation on this path ends its caller or target.</summary>
    public bool IsOnLogoutPath { get; }

    public bool IsLogout { get; }

    public bool IsProbe => string.Equals(Operation?.Id, Model.Probe.Operation, StringComparison.Ordinal);

    /// <summary>
    /// The session whose token the request carries, even if its other credentials are wrong; null if the token is missing or unknown.
    /// </summary>
    public Session? Caller { get; }

    /// <summary>The state of what the request has shown, when the call started; null if no session has it.</summary>
    public SessionState? CallerState { get; }

    /// <summary>Whether the operation gives sessions new values.</summary>
    public bool IsRenewal => Operation is not null && Operation.Variants.Any(variant => variant.Renews);

    /// <summary>The token as the request carries it, whether or not a session has it; empty if it carries none.</summary>
    public string Presented { get; }

    public string? Token => Caller?[Model.Key];

    public bool CallerWasActive => Caller is not null && activeBefore.Contains(Caller);

    public bool CallerWasEnded => Caller is not null && !CallerWasActive && Table.StateOf(Caller, Now) == SessionState.Ended;

    /// <summary>
    /// Whether the session with the request's token has ended by now, by this call or a concurrent one. It may have replaced <see
    /// cref="Caller"/> in the meantime.
    /// </summary>
    public bool IsCallerEnded =>
        Token is { } token && Table.Find(token) is { } session && Table.StateOf(session, shown, Now) == SessionState.Ended;

    /// <summary>Sessions that ended during this call. Read it after the answer.</summary>
    public IEnumerable<Session> Ended => activeBefore.Where(session => Table.StateOf(session, Now) == SessionState.Ended);

    /// <summary>Sessions that were active when the call started.</summary>
    public IEnumerable<Session> ActiveBefore => activeBefore;

    public bool IsEnded(Session session) => Table.StateOf(session, Now) == SessionState.Ended;

    public bool HasLoggedOut => IsLogout && CallerWasActive && Ended.Contains(Caller!);

    public string Text => Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);

    public void Replace(string text)
    {
        body.SetLength(0);
        body.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The request's body; empty if it has none.</summary>
    public string Body { get; private set; }

    /// <summary>What proves the caller's session: the value that no other session shares; null if the operation reads none.</summary>
    private ShownValue? Key => Model.CallerOf(Operation?.Session).FirstOrDefault(shown => !Model.IsShared(shown.Values[0]));

    private string ReadToken(ReadOnlyMemory<byte> sent)
    {
        if (Key is not { } key)
            return "";
        var request = new KestrelRequest(Request);
        BodyReader.Classify(Operation?.Body, sent, request.BodyMediaType, request.ContentType, out var json);
        using (json)
            return CredentialReader.Read(key.Places, request, json?.RootElement).ToString();
    }

    // Buffered, so that the correct mock can read it, too.
    private void Resend(ReadOnlyMemory<byte> utf8) =>
        Features.Set<IRequestBodyPipeFeature>(new BufferedBody(PipeReader.Create(new ReadOnlySequence<byte>(utf8))));

    /// <summary>Replaces the answer.</summary>
    public void Answer(int status, string contentType, string text)
    {
        Response.StatusCode = status;
        Response.Headers.Clear();
        Response.Headers.ContentType = contentType;
        Replace(text);
    }

    /// <summary>Puts this session's credentials into the request.</summary>
    public void ActAs(Session session)
    {
        foreach (var shown in Model.CallerOf(Operation?.Session))
            Show(shown.Places[0], session[shown.Values[0]]);
    }

    private void Show(Carrier place, string value)
    {
        switch (place.Kind)
        {
            case CarrierKind.Header:
                Request.Headers[place.Name] = $"{place.Prefix}{value}{place.Suffix}";
                break;
            case CarrierKind.Cookie:
                SetCookie(place.Name, value);
                break;
            default:
                var shown = new RenderedRequest(
                    Request.Method, Request.Path + Request.QueryString, [new("Content-Type", Request.Headers.ContentType.ToString())], Body)
                        .With(place, value);
                (Request.Path, Request.QueryString) = shown.Target.Split('?', 2) is [var path, var query] ? (path, $"?{query}")
                    : (shown.Target, "");
                Body = shown.Body ?? "";
                Resend(Encoding.UTF8.GetBytes(Body));
                Request.Headers.ContentLength = Encoding.UTF8.GetByteCount(Body);
                break;
        }
    }

    public void SetCookie(string name, string value) =>
        Request.Headers.Cookie = Request.Headers.Cookie.Count == 0 ? $"{name}={value}" : $"{name}={value}; {Request.Headers.Cookie}";

    /// <summary>A cookie of the request; null if it has none of this name.</summary>
    public string? CookieOf(string name) => Request.Headers.Cookie.ToString().Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>Opens an active session with the caller's user, kind and certificate.</summary>
    public Session Twin() => Twin(Caller!);

    /// <summary>Opens an active session with another one's user, kind and certificate.</summary>
    public Session Twin(Session session) => Table.Open(session.User.Name, session.Kind, Now, session.CommonName);

    /// <summary>The first session whose token fits, whatever its state; null if none does.</summary>
    public Session? FindByToken(Func<string, bool> fits) => Table.All.FirstOrDefault(session => fits(session[Model.Key]));

    /// <summary>The session that this call has opened, or null. Read it after the answer.</summary>
    /// <param name="known">All sessions before the answer.</param>
    public Session? OpenedSince(IReadOnlySet<Session> known) =>
        Operation is { Session.Opens.Count: > 0 } ? Table.All.FirstOrDefault(session => !known.Contains(session)) : null;

    public async Task SendAsync()
    {
        // RFC 9110, section 8.6: 204 and 304 have no Content-Length. A response to HEAD has no body.
        if (Response.StatusCode is not (204 or 304))
            Response.Headers.ContentLength = body.Length;
        if (body.Length > 0 && Response.StatusCode is not (204 or 304) && !string.Equals(Request.Method, "HEAD", StringComparison.Ordinal))
            await ResponseWriter.BodyAsync(Features, body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    public void Dispose() => body.Dispose();

    private sealed class BufferedBody(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
