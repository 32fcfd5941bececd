namespace LogoutContracts.Verification.Http;

/// <summary>Whether a target answers.</summary>
public enum Reachability
{
    /// <summary>The target sends something, even if it cannot be read.</summary>
    Answering,

    /// <summary>There was no answer in time. A later request may get one.</summary>
    TimedOut,

    /// <summary>No connection can be made.</summary>
    Unreachable,
}
