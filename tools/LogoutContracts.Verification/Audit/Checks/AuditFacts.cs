using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>What the checks of one run learn about the target; later checks use it.</summary>
internal sealed class AuditFacts(SessionProbe probe, RunMemory memory)
{
    /// <summary>Collects remarks about responses to requests that only prepare a check.</summary>
    public RunMemory Memory => memory;

    public SessionProbe Probe => probe;

    /// <summary>Whether the contract's plain logout ends the session that it is sent with.</summary>
    public LogoutEffect Effect { get; set; }

    /// <summary>The longest time that a token was seen to work after the plain logout; zero if none was measured.</summary>
    public TimeSpan TimeToDeath { get; set; }

    /// <summary>Sessions that a logout ended and that were seen dead.</summary>
    public List<EndedSession> Ended { get; } = [];

    /// <summary>The undocumented 5xx status of a second logout, sent after the first; 0 if there is none.</summary>
    public int SecondLogoutError { get; set; }

    /// <summary>The causes found so far. A later finding with the same cause is reported as its consequence.</summary>
    public HashSet<Cause> Causes { get; } = [];

    /// <summary>Operations that still accept a token that the probe refuses.</summary>
    public HashSet<string> AliveOperations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the target has answered any request yet.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>Why no more requests can be sent; null while the target accepts connections.</summary>
    public string? Death { get; set; }
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
