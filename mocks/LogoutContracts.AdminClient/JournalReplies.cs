namespace LogoutContracts.AdminClient;

/// <summary>What is asked for; null: any.</summary>
/// <param name="Status">0 where a fault left no answer.</param>
public sealed record JournalFilter(string? Contract = null, string? Operation = null, string? Variant = null, int? Status = null);

/// <param name="Next">Where the next page starts; null where this is the last.</param>
public sealed record JournalPage(IReadOnlyList<JournalEntry> Entries, long? Next);

/// <param name="Count">Entries that are kept and asked for.</param>
/// <param name="Total">All requests since the journal was cleared, those that made room included.</param>
public sealed record JournalCount(long Count, long Total);

/// <summary>One request and what became of it. Credentials appear as a prefix of their hash.</summary>
/// <param name="Operation">Null where no operation has this method and path.</param>
/// <param name="Variant">Null where none rules the request.</param>
/// <param name="Status">0 where a fault left no answer.</param>
/// <param name="Nearest">Where no variant rules the request: those that nearly do.</param>
/// <param name="Microseconds">How long the answer took to decide.</param>
/// <param name="Path">Without the query, which may hold a credential.</param>
/// <param name="Body">JSON with its secrets hashed; of anything else, its length.</param>
public sealed record JournalEntry(
    long Number, DateTimeOffset At, string Contract, string? Operation, string? Variant, int Status, FaultKind? Fault, CallerChange Caller, TargetChange Target, IReadOnlyList<NearMiss> Nearest,
    double Microseconds, string Method, string Path, IReadOnlyList<JournalHeader> Headers, string Body);

/// <summary>What the request's credential was worth.</summary>
/// <param name="Credential">Hashed; null where there is no such session.</param>
public sealed record CallerChange(string? Credential, string Before, string After);

/// <summary>What became of the session that the request names.</summary>
public sealed record TargetChange(string Before, string After);

public sealed record NearMiss(string Operation, string Variant, IReadOnlyList<NearPart> Parts);

public sealed record NearPart(string Part, string Expected, string Actual, bool Fits);

public sealed record JournalHeader(string Name, string Value);
