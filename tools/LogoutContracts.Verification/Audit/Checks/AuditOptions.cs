using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>How an audit asks.</summary>
public sealed record AuditOptions
{
    /// <summary>How long a token may go on working after its logout; zero: not at all.</summary>
    public TimeSpan MaxLatency { get; init; }

    /// <summary>Whether dead tokens are tried on operations that change things, too.</summary>
    public bool Unsafe { get; init; }

    /// <summary>Whether what the contract itself promises less of than it should counts as a failure.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What waiting and measuring goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens a session of another user than the contract's login does, of a kind or of the default one, and gives its credentials and ids by name. Null: nobody can.</summary>
    public Func<string?, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? OpenForeign { get; init; }

    /// <summary>How many checks run at the same time, where that is safe.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Told of each check as it is done, one at a time.</summary>
    public Action<ReportCase>? OnCase { get; init; }

    /// <summary>Which checks run, by id; default: all.</summary>
    public Func<string, bool> Includes { get; init; } = static _ => true;
}
