using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Flaws;

/// <summary>One call to a mock with flaws: the request, which a flaw may change before the sound mock sees it, the answer, which it may change afterwards, and the sessions.</summary>
internal sealed class FlawedCall : IDisposable
{
    private readonly MemoryStream body = new();
    private readonly ContractState inForce;
    private readonly HashSet<Session> activeBefore;

    public FlawedCall(IFeatureCollection features, ContractState inForce)
    {
        Features = features;
        this.inForce = inForce;
        Request = features.GetRequiredFeature<IHttpRequestFeature>();
        Response = features.GetRequiredFeature<IHttpResponseFeature>();
        Kept = new(body);
        Table = inForce.Sessions.Current;
        Path = inForce.Running.Find(Request.Path);
        Operation = Path?.Find(Request.Method).Operation;
        IsOnLogoutPath = Path is not null && Path.All.Any(running => running.Operation?.Session.Ends is SessionEnd.Caller or SessionEnd.Target);
        IsLogout = Operation is { Session.Ends: not SessionEnd.Nothing };
        var key = CredentialReader.Read(Model.Credentials[Model.Key], new KestrelRequest(Request));
        Presented = key.ToString();
        Caller = key.IsEmpty ? null : Table.Find(Presented);
        activeBefore = [.. Table.All.Where(session => Table.StateOf(session, Now) == SessionState.Active)];
    }

    public IFeatureCollection Features { get; }

    public IHttpRequestFeature Request { get; }

    public IHttpResponseFeature Response { get; }

    /// <summary>Receives the sound mock's answer.</summary>
    public StreamResponseBodyFeature Kept { get; }

    public MockPlan Plan => inForce.Plan;

    public SessionModel Model => Plan.Contract.Sessions;

    public SessionTable Table { get; }

    public long Now => inForce.Sessions.Now;

    /// <summary>Ticks of <see cref="Now"/> per second.</summary>
    public long Frequency => inForce.Sessions.Frequency;

    public RunningPath? Path { get; }

    /// <summary>Null if the path does not declare the method.</summary>
    public Operation? Operation { get; }

    /// <summary>Whether some method on this path ends sessions.</summary>
    public bool IsOnLogoutPath { get; }

    public bool IsLogout { get; }

    public bool IsProbe => string.Equals(Operation?.Id, Model.Probe.Operation, StringComparison.Ordinal);

    /// <summary>The session whose token the request carries, whatever else is wrong with the request; null if no session has it.</summary>
    public Session? Caller { get; }

    /// <summary>The token as the request carries it, whether or not a session has it; empty if it carries none.</summary>
    public string Presented { get; }

    public string? Token => Caller?[Model.Key];

    public bool CallerWasActive => Caller is not null && activeBefore.Contains(Caller);

    public bool CallerWasEnded => Caller is not null && !CallerWasActive && Table.StateOf(Caller, Now) == SessionState.Ended;

    /// <summary>Whether the session whose token the request carries has ended, by this call or a concurrent one. <see cref="Caller"/> is its state when the call came.</summary>
    public bool IsCallerEnded => Token is { } token && Table.Find(token) is { } session && Table.StateOf(session, Now) == SessionState.Ended;

    /// <summary>Sessions that this call has ended. Ask after the answer.</summary>
    public IEnumerable<Session> Ended => activeBefore.Where(session => Table.StateOf(session, Now) == SessionState.Ended);

    /// <summary>Sessions that were live when the call came.</summary>
    public IEnumerable<Session> ActiveBefore => activeBefore;

    public bool HasLoggedOut => IsLogout && CallerWasActive && Ended.Contains(Caller!);

    public string Text => Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);

    public void Replace(string text)
    {
        body.SetLength(0);
        body.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads the request's body, and makes it readable again.</summary>
    public async Task<string> ReadBodyAsync()
    {
        var read = await RequestBodyReader.ReadAsync(Features);
        if (!read.IsEmpty)
            Features.Set<IRequestBodyPipeFeature>(new BodyAgain(PipeReader.Create(new ReadOnlySequence<byte>(read))));
        return Encoding.UTF8.GetString(read.Span);
    }

    /// <summary>Replaces the answer.</summary>
    public void Answer(int status, string contentType, string text)
    {
        Response.StatusCode = status;
        Response.Headers.Clear();
        Response.Headers.ContentType = contentType;
        Replace(text);
    }

    /// <summary>Makes the request carry this session's credentials.</summary>
    public void ActAs(Session session)
    {
        for (var i = 0; i < Model.Credentials.Count; i++)
        {
            var carrier = Model.Credentials[i].Carriers[0];
            if (carrier.Kind == CarrierKind.Header)
                Request.Headers[carrier.Name] = $"{carrier.Prefix}{session[i]}{carrier.Suffix}";
            else
                SetCookie(carrier.Name, session[i]);
        }
    }

    public void SetCookie(string name, string value) => Request.Headers.Cookie = Request.Headers.Cookie.Count == 0 ? $"{name}={value}" : $"{name}={value}; {Request.Headers.Cookie}";

    /// <summary>A live session with the same rights as the caller's.</summary>
    public Session Twin() => Twin(Caller!);

    /// <summary>A live session with the same rights as another one.</summary>
    public Session Twin(Session session) => Table.Open(session.User.Name, session.Kind, Now, session.CommonName);

    /// <summary>The session whose token fits, whatever its state; null if none does.</summary>
    public Session? FindByToken(Func<string, bool> fits) => Table.All.FirstOrDefault(session => fits(session[Model.Key]));

    /// <summary>The session that this call has opened; null if it opened none. Ask after the answer.</summary>
    /// <param name="known">All sessions before the answer.</param>
    public Session? OpenedSince(IReadOnlySet<Session> known) => Operation is { Session.Opens.Count: > 0 } ? Table.All.FirstOrDefault(session => !known.Contains(session)) : null;

    public async Task SendAsync()
    {
        // RFC 9110, 8.6: these responses have no Content-Length, and a response to HEAD has no body.
        if (Response.StatusCode is not (204 or 304))
            Response.Headers.ContentLength = body.Length;
        if (body.Length > 0 && Response.StatusCode is not (204 or 304) && !string.Equals(Request.Method, "HEAD", StringComparison.Ordinal))
            await ResponseWriter.BodyAsync(Features, body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    public void Dispose() => body.Dispose();

    private sealed class BodyAgain(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
