namespace LogoutContracts.AdminClient;

/// <summary>A contract that the server mocks.</summary>
/// <param name="Release">The vendor's release whose variants answer by default; null if the contract has no releases.</param>
public sealed record MockedContract(string Id, string Title, Uri BaseUrl, string? Release, IReadOnlyList<MockedOperation> Operations);

/// <summary>An operation of a mocked contract.</summary>
/// <param name="Variants">The number of its variants.</param>
public sealed record MockedOperation(string Id, string Method, string Path, int Variants);

/// <summary>A variant of an operation, and how to get its answer.</summary>
/// <param name="Curl">A shell command that shows the variant.</param>
/// <param name="Default">Whether it answers by default.</param>
/// <param name="ReachedBy">
/// What selects it: <c>default</c>, <c>prefer</c> (the request header) or <c>session</c> (its own seeded session); null if it is not
/// served.
/// </param>
/// <param name="NotServed">Why the server does not serve it; null if it does.</param>
public sealed record MockedVariant(
    string Contract, string Operation, string Variant, string Summary, string Curl, IReadOnlyList<string> Releases,
    IReadOnlyList<string> Needs, bool Default, string? ReachedBy, string? NotServed);

/// <summary>The sessions that match a query.</summary>
/// <param name="Count">Number of all matching sessions, including those beyond the limit.</param>
public sealed record SessionList(long Count, IReadOnlyList<ListedSession> Sessions);

/// <summary>A session that the server knows.</summary>
/// <param name="Credential">Prefix of the credential's hash.</param>
public sealed record ListedSession(string Contract, string Credential, string User, string? Kind, SessionState State);

/// <summary>A session that was opened without a login.</summary>
/// <param name="Values">Credentials and ids by name.</param>
public sealed record OpenedSession(string Contract, string User, string? Kind, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Credentials and ids by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = new SessionValues(Values);
}

/// <summary>A session that was ended, expired or removed.</summary>
/// <param name="Credential">Prefix of the credential's hash.</param>
/// <param name="State">Null if the session was removed.</param>
public sealed record ChangedSession(string Contract, string Credential, SessionState? State);

/// <summary>The time of the server's clock.</summary>
/// <param name="Ahead">How far the server's clock was advanced.</param>
public sealed record ClockReading(DateTimeOffset Now, TimeSpan Ahead);

/// <summary>A forced answer: which requests it applies to, and how many there were.</summary>
/// <param name="Operation">Null for every operation that has a variant with this name.</param>
/// <param name="Variant">Null if the answer need not be in the contract.</param>
/// <param name="Status">Status of an answer that need not be in the contract; otherwise null.</param>
/// <param name="Seen">Number of matching requests so far.</param>
/// <param name="Met">Number of requests that it was applied to.</param>
public sealed record ForcedAnswer(
    string Id, string Contract, string? Operation, string? Variant, int? Status, int? Next, int? Every, double? Share, int? Seed, long Seen,
    long Met);

/// <summary>An injected fault: which requests it applies to, and how many there were.</summary>
/// <param name="Operation">Null for every operation.</param>
/// <param name="By">Length of a delay; null for other faults.</param>
/// <param name="Seen">Number of matching requests so far.</param>
/// <param name="Met">Number of requests that it was applied to.</param>
public sealed record AddedFault(
    string Id, string Contract, string? Operation, FaultKind Kind, TimeSpan? By, FaultTiming Timing, int? Next, int? Every, double? Share,
    int? Seed, long Seen, long Met);

/// <summary>What a fault does to a request.</summary>
public enum FaultKind
{
    /// <summary>The answer is delayed.</summary>
    Delay,

    /// <summary>The connection is reset (TCP RST) without an answer.</summary>
    Reset,

    /// <summary>The connection is closed cleanly, without an answer.</summary>
    Empty,

    /// <summary>The connection is closed after the headers and the first half of the body.</summary>
    Truncate,

    /// <summary>No answer until the client gives up.</summary>
    Hang,
}

/// <summary>When a fault strikes.</summary>
public enum FaultTiming
{
    /// <summary>The request changes no existing session. A delayed request changes them after the delay.</summary>
    Before,

    /// <summary>The request has opened and ended sessions as usual, but the client does not learn it, or late.</summary>
    After,
}

/// <summary>The state of a session.</summary>
public enum SessionState
{
    Active,
    Ended,
    Expired,
}

internal sealed record ServerStatus(string Status);
