using System.Collections.Concurrent;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>What the checks of one run learn about the target; later checks use it. Thread-safe.</summary>
internal sealed class AuditFacts(SessionProbe probe, RunMemory memory)
{
    private readonly ConcurrentQueue<EndedSession> ended = [];
    private readonly ConcurrentDictionary<Cause, bool> causes = [];
    private readonly ConcurrentDictionary<string, bool> aliveOperations = new(StringComparer.Ordinal);
    private readonly Lock sync = new();

    /// <summary>Collects remarks about responses to requests that only prepare a check.</summary>
    public RunMemory Memory => memory;

    public SessionProbe Probe => probe;

    /// <summary>Whether the contract's plain logout ends the session that it is sent with.</summary>
    public LogoutEffect Effect { get; set; }

    /// <summary>Whether the user's other session was live after a logout.</summary>
    public bool LeavesOthersAlone { get; set; }

    /// <summary>The longest time that a token was seen to work after the plain logout; zero if none was measured.</summary>
    public TimeSpan TimeToDeath { get; private set; }

    /// <summary>Sessions that a logout ended and that were seen dead, ordered by check.</summary>
    public IReadOnlyList<EndedSession> Ended => [.. ended.OrderBy(session => session.Check, StringComparer.Ordinal)];

    /// <summary>The undocumented 5xx status of a second logout, sent after the first; 0 if there is none.</summary>
    public int SecondLogoutError { get; set; }


    /// <summary>Whether the target has answered any request yet.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>Why no more requests can be sent; null while the target accepts connections.</summary>
    public string? Death { get; private set; }

    /// <summary>
    /// Whether a finding with this cause was recorded. A later finding with the same cause is reported as its consequence.
    /// </summary>
    public bool Has(Cause cause) => causes.ContainsKey(cause);

    public void Add(Cause cause) => causes[cause] = true;

    public void Add(EndedSession session) => ended.Enqueue(session);

    /// <summary>Records an operation that still accepts a token that the probe refuses.</summary>
    public void AddAliveOperation(string operation) => aliveOperations[operation] = true;

    public bool IsAlive(string operation) => aliveOperations.ContainsKey(operation);

    /// <summary>Records how long a token worked after the plain logout.</summary>
    public void Measured(TimeSpan time)
    {
        lock (sync)
            TimeToDeath = time > TimeToDeath ? time : TimeToDeath;
    }

    /// <summary>Records that the target has died.</summary>
    /// <returns>False if that was known.</returns>
    public bool Died(string reason)
    {
        lock (sync)
        {
            if (Death is not null)
                return false;
            Death = reason;
            return true;
        }
    }
}

internal enum LogoutEffect
{
    /// <summary>No logout was sent yet, or its effect could not be measured.</summary>
    Unknown,

    Ends,

    /// <summary>The session is still live after a logout that reports success.</summary>
    None,
}

/// <summary>A session that a logout has ended.</summary>
/// <param name="Check">The id of the check that ended it.</param>
/// <param name="Values">Its credentials and ids by name.</param>
/// <param name="Answer">The probe's response once the session was dead.</param>
internal sealed record EndedSession(string Check, string? Kind, IReadOnlyDictionary<string, string> Values, ReceivedResponse Answer);
