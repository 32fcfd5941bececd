using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>Settings of an audit.</summary>
public sealed record AuditOptions
{
    /// <summary>How long a token may still work after its logout; zero if not at all.</summary>
    public TimeSpan MaxLatency { get; init; }

    /// <summary>How long to wait after the run before dead tokens are tried once more; zero to skip that.</summary>
    public TimeSpan Later { get; init; }

    /// <summary>Whether dead tokens are also tried on operations and with methods that change data.</summary>
    public bool Unsafe { get; init; }

    /// <summary>Whether a remark on the contract counts as a failure.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The clock for delays and time measurements.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Opens a session of a second user, of the given kind or the default one if that is null, and returns its credentials and ids by
    /// name. Null if there is no second user.
    /// </summary>
    public Func<string?, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? OpenForeign { get; init; }

    /// <summary>Base URLs of further replicas of the target: servers that share its sessions.</summary>
    public IReadOnlyList<Uri> Replicas { get; init; } = [];

    /// <summary>
    /// Restarts the target and its replicas, and returns the problem in a few words, or null if there is none. The checks wait until each
    /// replica answers again. Null if the target cannot be restarted.
    /// </summary>
    public Func<CancellationToken, Task<string?>>? Restart { get; init; }

    /// <summary>
    /// At most this many checks run at the same time. They run one by one if T9 does not show that a logout leaves the user's other
    /// sessions alone, or if the sessions are given.
    /// </summary>
    public int Parallel { get; init; } = 1;

    /// <summary>When cancelled, running checks are completed, and the others are inconclusive.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>Called after each check, one at a time.</summary>
    public Action<ReportCase>? OnCase { get; init; }

    /// <summary>Whether to run the check with this id. By default, all run.</summary>
    public Func<string, bool> Includes { get; init; } = static _ => true;
}
