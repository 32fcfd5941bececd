using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Journaling;

/// <summary>
/// One request and its outcome. Credentials appear as a prefix of their hash, and what may be a part of one as "(masked)". This happens on
/// read, because most entries are never read.
/// </summary>
public sealed class JournalEntry
{
    private const int Overhead = 400;
    private const int BytesOfPart = 200;
    private const string PlainScheme = "http";

    private readonly Redactor redactor;
    private readonly KeyValuePair<string, StringValues>[] headers;
    private readonly ReadOnlyMemory<byte> body;
    private readonly Session? caller;
    private readonly string path = "";
    private readonly string method = "";
    private readonly long? arrived;
    private MappedRequest? mapped;

    // 0 until the exchange is over.
    private long finished;

    internal JournalEntry(Redactor redactor, KeyValuePair<string, StringValues>[] headers, ReadOnlyMemory<byte> body, Session? caller)
    {
        this.redactor = redactor;
        this.headers = headers;
        this.body = body;
        this.caller = caller;
    }

    /// <summary>An entry that was stored.</summary>
    /// <param name="replica">The server that answered.</param>
    /// <param name="decided">When the answer was decided, by the clock of the store.</param>
    /// <param name="finishedAfter">From the decision to the end of the exchange; null if that was not over.</param>
    [SetsRequiredMembers]
    internal JournalEntry(
        StoredEntry stored, Redactor redactor, StubMapping? mapping, long number, string replica, DateTime decided, TimeSpan? finishedAfter)
        : this(
            redactor, [.. stored.Headers.Select(static line => KeyValuePair.Create(line[0], new StringValues(line[1..])))], stored.Body,
            stored.Caller?.ToSession())
    {
        (Number, Replica, At, Duration) = (number, replica, stored.At, stored.Duration);
        Decided = TicksOf(decided - DateTime.UnixEpoch);
        arrived = Decided - TicksOf(stored.Waited);
        finished = finishedAfter is { } after ? Decided + TicksOf(after) : 0;
        (Contract, Operation, Variant, Mapping) = (stored.Contract, stored.Operation, stored.Variant, mapping);
        (Method, Path, Target, BodyClass) = (stored.Method, stored.Path, stored.Target, stored.BodyClass);
        (Status, Fault, IsRaw, IsForced) = (stored.Status, stored.Fault?.ToFault(), stored.IsRaw, stored.IsForced);
        Nearest = (stored.Nearest ?? []).Select(static miss => miss.ToMiss()).ToValueList();
        (CallerBefore, CallerAfter) = (stored.CallerBefore, stored.CallerAfter);
        (TargetBefore, TargetAfter) = (stored.TargetBefore, stored.TargetAfter);
        (TargetSession, OpenedSession) = (stored.TargetSession?.ToSession(), stored.Opened?.ToSession());
        mapped = Kept(new(stored.Method, stored.Target ?? stored.Path, stored.Scheme, stored.Client, headers, body));
    }

    /// <summary>
    /// Starts at 1; in the order in which answers were decided. If several servers share a state, in the order in which their entries were
    /// stored, and that of a single server is still the order of its answers.
    /// </summary>
    public long Number { get; internal set; }

    /// <summary>The name of the server that answered, if several share a state; otherwise null.</summary>
    public string? Replica { get; private init; }

    /// <summary>When the answer was decided, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the head of the request had arrived, by the server's clock.</summary>
    public DateTimeOffset ArrivedAt => At - Stopwatch.GetElapsedTime(Arrived, Decided);

    /// <summary>
    /// When the last byte of the answer was sent, or the connection was broken off, by the server's clock. Null until then.
    /// </summary>
    public DateTimeOffset? FinishedAt => Finished is { } end ? At + Stopwatch.GetElapsedTime(Decided, end) : null;

    /// <summary>The id of the contract.</summary>
    public required string Contract { get; init; }

    public required string Method { get => Masked(method); init => method = value; }

    /// <summary>Without the query, which may hold a credential.</summary>
    public required string Path { get => Masked(path); init => path = value; }

    /// <summary>
    /// The query as names and values, percent-encoded but for those that are hashed or masked; empty if there is none.
    /// </summary>
    public string Query => string.Join(
        '&', Mapped.Query.SelectMany(pair => pair.Value.Select(value => $"{Encoded(pair.Key)}={Shown(pair.Key, value)}")));

    /// <summary>What the body is for the operation; null if that does not matter to the answer.</summary>
    public BodyClass? BodyClass { get; init; }

    /// <summary>Null if no operation has this method and path.</summary>
    public required string? Operation { get; init; }

    /// <summary>Null if no variant matches the request.</summary>
    public required string? Variant { get; init; }

    /// <summary>0 if a fault prevented an answer.</summary>
    public required int Status { get; init; }

    /// <summary>The injected fault, or null.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Whether the answer was a forced one that need not be in the contract.</summary>
    public bool IsRaw { get; init; }

    /// <summary>If no variant matches the request: the variants that almost match, and why they do not.</summary>
    public ValueList<NearMiss> Nearest { get; init; } = [];

    /// <summary>State of the request's credential before the request.</summary>
    public required CallerStates CallerBefore { get; init; }

    /// <summary>State of the request's credential after the request.</summary>
    public required CallerStates CallerAfter { get; init; }

    /// <summary>State of the session that the request names, before the request.</summary>
    public required TargetStates TargetBefore { get; init; }

    /// <summary>State of the session that the request names, after the request.</summary>
    public required TargetStates TargetAfter { get; init; }

    /// <summary>Time to decide the answer.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Hash prefix of the caller's credential; null if the caller has no known session.</summary>
    public string? Caller => caller is null ? null : Redactor.Hash(caller[redactor.Key]);

    /// <summary>
    /// Hash prefix of the credential of the session that the answer opened, or gave new values; null if it did neither.
    /// </summary>
    public string? Opened => OpenedSession is null ? null : Redactor.Hash(OpenedSession[redactor.Key]);

    /// <summary>The request's headers. The value of a header that may hold a credential is replaced by its hash.</summary>
    public ValueList<Header> Headers =>
        headers.SelectMany(header => header.Value.Select(value => Masked(new Header(header.Key, value ?? "")))).ToValueList();

    /// <summary>
    /// The request's body: JSON or a form with its secrets hashed; only the size of any other body; empty if there is none.
    /// </summary>
    public string Body => redactor.Redact(body, ContentType);

    private string ContentType => headers.FirstOrDefault(
        static header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value.ToString();

    internal int BodyLength => body.Length;

    /// <summary>The request's cookies, each value replaced by its hash.</summary>
    internal IEnumerable<Header> Cookies => headers
        .Where(static header => header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        .SelectMany(static header => header.Value.SelectMany(static value => (value ?? "").Split(
            ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        .Select(static pair => pair.Split('=', 2)).Where(static pair => pair.Length == 2)
        .Select(pair => new Header(Masked(pair[0]), Redactor.Hash(pair[1])));

    /// <summary>Path and query, percent-encoded but for what is hashed or masked.</summary>
    internal string ShownTarget => Query is { Length: > 0 } query ? $"{Masked(Mapped.RawPath)}?{query}" : Masked(Mapped.RawPath);

    /// <summary>Time from the end of another exchange to the arrival of this request.</summary>
    /// <returns>Negative if this request arrived before; null if the other exchange is not over.</returns>
    public TimeSpan? SinceEndOf(JournalEntry earlier) =>
        earlier.Finished is { } end ? Stopwatch.GetElapsedTime(end, Arrived) : null;

    internal bool IsOf(Session session) => caller is not null && caller.IsSame(session);

    /// <summary>Whether the session, with these or other values, sent the request or was opened by its answer.</summary>
    internal bool Concerns(Session session) =>
        session.Generations.Any(generation => Has(caller, generation) || Has(OpenedSession, generation));

    // A session that several servers share is another object after each look.
    private bool Has(Session? one, Session other) => one is not null
        && (ReferenceEquals(one, other) || one.Utf8(redactor.Key).SequenceEqual(other.Utf8(redactor.Key)));

    /// <summary>The session whose credential the request carried; null if there is none.</summary>
    internal Session? CallerSession => caller;

    /// <summary>The session that the request named; null if there is none.</summary>
    internal Session? TargetSession { get; init; }

    /// <summary>The session that the answer opened, or with the new values that it gave; null if it did neither.</summary>
    internal Session? OpenedSession { get; init; }

    /// <summary>When the sessions were read, by the clock of a shared state; null without one.</summary>
    internal DateTime? SharedTime { get; init; }

    /// <summary>Whether the variant answered because it was forced.</summary>
    internal bool IsForced { get; init; }

    /// <summary>The caller's credential that no other session has; null if the caller has no known session.</summary>
    internal string? Credential => caller?[redactor.Key];

    /// <summary>Path and query, headers and body as text, not redacted.</summary>
    internal string Sent => string.Join(
        '\n',
        headers.Select(static header => $"{header.Key}: {header.Value}").Prepend(Target ?? path)
            .Append(Encoding.UTF8.GetString(body.Span)));

    /// <summary>
    /// Timestamp of the decision, in the ticks of <see cref="Stopwatch"/>. For an entry that was stored, those ticks since 1970 by the
    /// clock of the store: they order the entries of several servers.
    /// </summary>
    internal long Decided { get; private init; } = Stopwatch.GetTimestamp();

    /// <summary>Timestamp of the arrival, in the ticks of <see cref="Stopwatch"/>; by default, of the decision.</summary>
    internal long Arrived { get => arrived ?? Decided; init => arrived = value; }

    /// <summary>Timestamp of the end of the exchange, in the ticks of <see cref="Stopwatch"/>.</summary>
    internal long? Finished => Volatile.Read(ref finished) is > 0 and var end ? end : null;

    /// <summary>Records that the exchange is over.</summary>
    internal void Finish() => Volatile.Write(ref finished, Stopwatch.GetTimestamp());

    /// <summary>What other servers need to show the entry.</summary>
    /// <param name="values">How many values a session of the contract has.</param>
    internal StoredEntry ToStored(int values) => new()
    {
        At = At,
        Waited = Stopwatch.GetElapsedTime(Arrived, Decided),
        Duration = Duration,
        Contract = Contract,
        Method = method,
        Path = path,
        Target = Target,
        Scheme = mapped?.Scheme ?? PlainScheme,
        Client = mapped?.ClientAddress ?? "",
        Headers = [.. headers.Select(static header => (string[])[header.Key, .. header.Value.Select(static value => value ?? "")])],
        Body = body.ToArray(),
        BodyClass = BodyClass,
        Operation = Operation,
        Variant = Variant,
        Status = Status,
        Fault = Fault is { } fault ? StoredFault.Of(fault) : null,
        IsRaw = IsRaw,
        IsForced = IsForced,
        Nearest = Nearest.Count == 0 ? null : [.. Nearest.Select(StoredMiss.Of)],
        CallerBefore = CallerBefore,
        CallerAfter = CallerAfter,
        TargetBefore = TargetBefore,
        TargetAfter = TargetAfter,
        Caller = StoredSession.Of(caller, values),
        TargetSession = StoredSession.Of(TargetSession, values),
        Opened = StoredSession.Of(OpenedSession, values),
        Mapping = Mapping?.Id,
    };

    private static long TicksOf(TimeSpan time) => (long)((Int128)time.Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond);

    private static MappedHttpRequest Kept(MappedHttpRequest request)
    {
        request.Keep();
        return request;
    }

    private Header Masked(Header header)
    {
        var redacted = redactor.Redact(header);
        return new(SecretLookalikes.Masked(redacted.Name), SecretLookalikes.Masked(redacted.Value));
    }

    private string Shown(string name, string value) => redactor.IsSecretName(name) ? Redactor.Hash(value) : Encoded(value);

    private string Encoded(string text) => Masked(text) is var shown && string.Equals(shown, text, StringComparison.Ordinal)
        ? Uri.EscapeDataString(text) : shown;

    private string Masked(string text) => SecretLookalikes.Masked(redactor.Hide(text));

    /// <summary>What mappings see of the request, not redacted.</summary>
    internal MappedRequest Mapped
    {
        get => mapped ??= Kept(new(method, Target ?? path, PlainScheme, "", headers, body));
        init => mapped = value;
    }

    /// <summary>Path and query as sent, not redacted.</summary>
    internal string? Target { get; init; }

    /// <summary>Path and query, with the values of secret parameters hashed.</summary>
    internal string Url
    {
        get
        {
            var query = Mapped.Query.SelectMany(pair => pair.Value.Select(
                value => $"{Masked(pair.Key)}={(redactor.IsSecretName(pair.Key) ? Redactor.Hash(value) : Masked(value))}"));
            return Mapped.QueryString.Length == 0 ? Masked(Mapped.RawPath) : $"{Masked(Mapped.RawPath)}?{string.Join('&', query)}";
        }
    }

    /// <summary>The mapping that answered; null for requests to contracts, and if none matched.</summary>
    internal StubMapping? Mapping { get; init; }

    /// <summary>Approximate memory that it holds.</summary>
    internal int Bytes
    {
        get
        {
            var bytes = Overhead + path.Length + body.Length;
            foreach (var miss in Nearest)
                bytes += miss.Parts.Count * BytesOfPart;
            foreach (var (name, values) in headers)
            {
                bytes += name.Length;
                foreach (var value in values)
                    bytes += value?.Length ?? 0;
            }

            return bytes;
        }
    }
}
