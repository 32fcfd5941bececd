namespace LogoutContracts.AdminClient;

/// <summary>Selects journal entries; null matches any value.</summary>
/// <param name="Status">0 selects requests that a fault left unanswered.</param>
public sealed record JournalFilter(string? Contract = null, string? Operation = null, string? Variant = null, int? Status = null)
{
    /// <summary>Prefix of the hash of a session's credential, as <see cref="ListedSession.Credential"/>.</summary>
    public string? Session { get; init; }

    /// <summary>Name of the server that answered; only for servers that share a state.</summary>
    public string? Replica { get; init; }
}

/// <summary>A page of the journal.</summary>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last page.</param>
public sealed record JournalPage(IReadOnlyList<JournalEntry> Entries, long? Next)
{
    /// <summary>Servers that share the state and did not answer in time: the newest requests to them may be missing.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>The number of requests in the journal.</summary>
/// <param name="Count">Entries in the journal that match the filter.</param>
/// <param name="Total">All requests since the journal was last cleared, including dropped entries.</param>
public sealed record JournalCount(long Count, long Total)
{
    /// <inheritdoc cref="JournalPage.Missing"/>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public bool Equals(JournalCount? other) =>
        other is not null && (Count, Total) == (other.Count, other.Total) && Missing.SequenceEqual(other.Missing, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Count, Total);
}

/// <summary>One request and its outcome. Credentials appear as a prefix of their hash.</summary>
/// <param name="At">When the answer was decided.</param>
/// <param name="Arrived">When the head of the request had arrived.</param>
/// <param name="Finished">
/// When the last byte of the answer was sent, or the connection was broken off; null until then.
/// </param>
/// <param name="Raw">Whether the answer was a forced one that need not be in the contract.</param>
/// <param name="Operation">Null if no operation has this method and path.</param>
/// <param name="Variant">Null if no variant matches the request.</param>
/// <param name="Status">0 if a fault prevented an answer.</param>
/// <param name="Nearest">If no variant matches the request: the variants that almost match.</param>
/// <param name="Microseconds">Time to decide the answer.</param>
/// <param name="Path">Without the query, which may hold a credential.</param>
/// <param name="Body">JSON with its secrets hashed; only the size of any other body.</param>
public sealed record JournalEntry(
    long Number, DateTimeOffset At, DateTimeOffset Arrived, DateTimeOffset? Finished, string Contract, string? Operation, string? Variant,
    int Status, bool Raw, FaultKind? Fault, CallerChange Caller, TargetChange Target, IReadOnlyList<NearMiss> Nearest,
    double Microseconds, string Method, string Path, IReadOnlyList<JournalHeader> Headers, string Body)
{
    /// <summary>The server that answered, if several share the state; otherwise null.</summary>
    public string? Replica { get; init; }

    /// <summary>Without the question mark, with the values of secret parameters hashed; empty if there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Prefix of the hash of the credential that the answer gave out; null if it opened and renewed no session.</summary>
    public string? Opened { get; init; }

    /// <summary>What the body is for the operation, such as <c>valid</c>; null if that does not matter to the answer.</summary>
    public string? BodyClass { get; init; }
}

/// <summary>State of the request's credential before and after the request.</summary>
/// <param name="Credential">Prefix of its hash; null if the caller has no known session.</param>
public sealed record CallerChange(string? Credential, string Before, string After);

/// <summary>State of the request's target session before and after the request.</summary>
public sealed record TargetChange(string Before, string After);

/// <summary>A variant that almost matches a request: its rule compared with the request, part by part.</summary>
public sealed record NearMiss(string Operation, string Variant, IReadOnlyList<NearPart> Parts);

/// <summary>One part of a variant's rule, compared with the request.</summary>
/// <param name="Part">The name of the part, such as <c>caller</c> or <c>body</c>.</param>
/// <param name="Fits">Whether the request matches this part.</param>
public sealed record NearPart(string Part, string Expected, string Actual, bool Fits);

/// <summary>A request header. If it may hold a credential, its value is a prefix of the hash.</summary>
public sealed record JournalHeader(string Name, string Value);
