namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>A check that gets no further, and so must not say that all is well. Each step of a trial may be the one; the auditor makes an inconclusive verdict of it.</summary>
/// <param name="reason">A sentence.</param>
internal sealed class InconclusiveException(string reason) : Exception(reason);
