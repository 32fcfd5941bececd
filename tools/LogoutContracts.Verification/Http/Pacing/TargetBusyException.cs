namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>The target refuses a request for now, and it cannot be sent again.</summary>
/// <param name="message">Why, in a sentence.</param>
public sealed class TargetBusyException(string message) : Exception(message);
