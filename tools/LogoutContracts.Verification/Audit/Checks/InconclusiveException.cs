namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>
/// A check cannot reach the state that it needs, so it must not pass. Any step may throw it; the auditor turns it into an inconclusive
/// case.
/// </summary>
/// <param name="reason">A sentence.</param>
internal sealed class InconclusiveException(string reason) : Exception(reason);

/// <summary>A check finds that the target gives it nothing to ask.</summary>
/// <param name="reason">A sentence.</param>
internal sealed class NotApplicableException(string reason) : Exception(reason);
