using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Journaling;

/// <summary>One request and what became of it. Credentials appear as a prefix of their hash; they are taken out when somebody looks, as most entries are never looked at.</summary>
public sealed class JournalEntry
{
    private const int Overhead = 400;
    private const int BytesOfPart = 200;

    private readonly Redactor redactor;
    private readonly KeyValuePair<string, StringValues>[] headers;
    private readonly ReadOnlyMemory<byte> body;
    private readonly Session? caller;
    private readonly string path = "";

    internal JournalEntry(Redactor redactor, KeyValuePair<string, StringValues>[] headers, ReadOnlyMemory<byte> body, Session? caller)
    {
        this.redactor = redactor;
        this.headers = headers;
        this.body = body;
        this.caller = caller;
    }

    /// <summary>Counts from 1, in the order in which answers were decided.</summary>
    public long Number { get; internal set; }

    public required DateTimeOffset At { get; init; }

    public required string Contract { get; init; }

    public required string Method { get => redactor.Hide(field); init; }

    /// <summary>Without the query, which may hold a credential.</summary>
    public required string Path { get => redactor.Hide(path); init => path = value; }

    /// <summary>Null where no operation has this method and path.</summary>
    public required string? Operation { get; init; }

    /// <summary>Null where no variant rules the request.</summary>
    public required string? Variant { get; init; }

    /// <summary>0 where no answer was given, because of a fault.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong on the way because it was told to; null: nothing.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Where no variant rules the request: those that were nearest, and why they do not.</summary>
    public ValueList<NearMiss> Nearest { get; init; } = [];

    /// <summary>What the request's credential was worth when it came.</summary>
    public required CallerStates CallerBefore { get; init; }

    public required CallerStates CallerAfter { get; init; }

    public required TargetStates TargetBefore { get; init; }

    public required TargetStates TargetAfter { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The credential of the caller's session, hashed; null where the caller has none.</summary>
    public string? Caller => caller is null ? null : Redactor.Hash(caller[redactor.Key]);

    public ValueList<Header> Headers =>
        headers.SelectMany(header => header.Value.Select(value => redactor.Redact(new Header(header.Key, value ?? "")))).ToValueList();

    public string Body => redactor.Redact(body);

    internal bool IsOf(Session session) => ReferenceEquals(caller, session);

    /// <summary>About how much memory it holds.</summary>
    internal int Bytes => Overhead + path.Length + body.Length + (Nearest.Sum(miss => miss.Parts.Count) * BytesOfPart) + headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0));
}
