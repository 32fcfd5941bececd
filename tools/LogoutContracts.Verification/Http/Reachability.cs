namespace LogoutContracts.Verification.Http;

/// <summary>Whether anything comes back from a target.</summary>
public enum Reachability
{
    /// <summary>It sends something, even if that cannot be read.</summary>
    Answering,

    /// <summary>No answer came in time. A later request may get one.</summary>
    TimedOut,

    /// <summary>No connection can be made.</summary>
    Unreachable,
}
