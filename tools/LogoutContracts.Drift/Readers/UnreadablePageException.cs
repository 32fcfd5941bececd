namespace LogoutContracts.Drift.Readers;

/// <summary>A page that cannot be read. The message says why, and what to do.</summary>
public sealed class UnreadablePageException(string message) : Exception(message);
