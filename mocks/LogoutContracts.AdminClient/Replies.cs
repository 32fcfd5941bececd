namespace LogoutContracts.AdminClient;

/// <param name="Release">The vendor's release that answers; null where they all answer alike.</param>
public sealed record MockedContract(string Id, string Title, Uri BaseUrl, string? Release, IReadOnlyList<MockedOperation> Operations);

public sealed record MockedOperation(string Id, string Method, string Path, int Variants);

/// <param name="Curl">One line for a shell that shows it.</param>
/// <param name="Default">Whether it answers without being asked for.</param>
/// <param name="NotServed">Why it is not; null where it is.</param>
public sealed record MockedVariant(
    string Contract, string Operation, string Variant, string Summary, string Curl, IReadOnlyList<string> Releases, IReadOnlyList<string> Needs, bool Default, string? ReachedBy, string? NotServed);

/// <param name="Count">Of all that were asked for, those beyond the limit included.</param>
public sealed record SessionList(long Count, IReadOnlyList<ListedSession> Sessions);

/// <param name="Credential">A prefix of its hash.</param>
public sealed record ListedSession(string Contract, string Credential, string User, string? Kind, SessionState State);

/// <param name="Values">Credentials and ids by name.</param>
public sealed record OpenedSession(string Contract, string User, string? Kind, IReadOnlyDictionary<string, string> Values);

/// <param name="Credential">A prefix of its hash.</param>
/// <param name="State">Null where it is forgotten.</param>
public sealed record ChangedSession(string Contract, string Credential, SessionState? State);

/// <param name="Ahead">How far it was put forward.</param>
public sealed record ClockReading(DateTimeOffset Now, TimeSpan Ahead);

/// <param name="Operation">Null: every operation that has such a variant.</param>
/// <param name="Seen">Requests that it was meant for.</param>
/// <param name="Met">Those that it met.</param>
public sealed record ForcedAnswer(string Id, string Contract, string? Operation, string Variant, int? Next, int? Every, double? Share, int? Seed, long Seen, long Met);

/// <param name="Operation">Null: every operation.</param>
/// <param name="By">Of a delay.</param>
/// <param name="Seen">Requests that it was meant for.</param>
/// <param name="Met">Those that it met.</param>
public sealed record AddedFault(string Id, string Contract, string? Operation, FaultKind Kind, TimeSpan? By, int? Next, int? Every, double? Share, int? Seed, long Seen, long Met);

public enum FaultKind
{
    /// <summary>The answer comes later.</summary>
    Delay,

    /// <summary>The connection is reset without an answer.</summary>
    Reset,

    /// <summary>The connection is closed in good order without an answer.</summary>
    Empty,

    /// <summary>The connection is closed in the middle of the answer's body.</summary>
    Truncate,

    /// <summary>Nothing comes, until the client gives up.</summary>
    Hang,
}

public enum SessionState
{
    Active,
    Ended,
    Expired,
}

internal sealed record ServerStatus(string Status);
