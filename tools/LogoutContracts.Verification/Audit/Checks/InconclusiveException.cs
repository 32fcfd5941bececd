namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>
/// Thrown if a check cannot reach the state that it needs, and so cannot pass. The auditor turns it into an inconclusive case.
/// </summary>
/// <param name="reason">A sentence for the report.</param>
internal sealed class InconclusiveException(string reason) : Exception(reason);

/// <summary>Thrown if a check does not apply to the target.</summary>
/// <param name="reason">A sentence for the report.</param>
internal sealed class NotApplicableException(string reason) : Exception(reason);
