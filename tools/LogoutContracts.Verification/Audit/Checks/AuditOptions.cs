using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>How an audit asks.</summary>
public sealed record AuditOptions
{
    /// <summary>How long a token may work after its logout; zero: not at all.</summary>
    public TimeSpan MaxLatency { get; init; }

    /// <summary>How long to wait at the end before the dead tokens are tried once more; zero: they are only tried at the end.</summary>
    public TimeSpan Later { get; init; }

    /// <summary>Whether dead tokens are also tried on operations and with methods that change data.</summary>
    public bool Unsafe { get; init; }

    /// <summary>Whether a remark on the contract counts as a failure.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The clock for waiting and measuring.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Opens a session of another user than the contract's login does, of this kind or the default one, and returns its credentials and
    /// ids by name. Null if there is no other user.
    /// </summary>
    public Func<string?, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? OpenForeign { get; init; }

    /// <summary>Told of each check as it is done, one at a time.</summary>
    public Action<ReportCase>? OnCase { get; init; }

    /// <summary>Which checks run, by id; default: all.</summary>
    public Func<string, bool> Includes { get; init; } = static _ => true;
}
