using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>What the checks of one run learn about the target, for the checks after them.</summary>
internal sealed class AuditFacts(SessionProbe probe, RunMemory memory)
{
    /// <summary>What requests that only prepare a check have shown.</summary>
    public RunMemory Memory => memory;

    /// <summary>Tells live sessions from dead ones.</summary>
    public SessionProbe Probe => probe;

    /// <summary>Whether the contract's plain logout ends the session that it is sent with.</summary>
    public LogoutEffect Effect { get; set; }

    /// <summary>How long the token worked after the plain logout, where it was seen to die.</summary>
    public TimeSpan TimeToDeath { get; set; }

    /// <summary>Sessions that a logout ended and that were seen dead.</summary>
    public List<EndedSession> Ended { get; } = [];

    /// <summary>The server error that a sequential second logout gets; 0: none. The contract does not state it.</summary>
    public int SecondLogoutError { get; set; }

    /// <summary>Causes that a check has found; what follows from one is no finding of its own.</summary>
    public HashSet<Cause> Causes { get; } = [];

    /// <summary>Operations that still accept a token that the probe refuses.</summary>
    public HashSet<string> AliveOperations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the target has answered a request yet.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>Why nothing more can be asked; null while the target answers.</summary>
    public string? Death { get; set; }
}

internal enum LogoutEffect
{
    /// <summary>No logout was sent yet, or its effect could not be measured.</summary>
    Unknown,

    Ends,

    /// <summary>The session is live after a logout that reports success.</summary>
    None,
}

/// <param name="Check">Id of the check that ended it.</param>
/// <param name="Values">Credentials and ids by name.</param>
/// <param name="Answer">Of the probe, once the session was dead.</param>
internal sealed record EndedSession(string Check, string? Kind, IReadOnlyDictionary<string, string> Values, ReceivedResponse Answer);
