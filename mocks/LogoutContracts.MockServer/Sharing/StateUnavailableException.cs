namespace LogoutContracts.MockServer.Sharing;

/// <summary>The shared state cannot be reached, or it is not known whether a change was stored.</summary>
/// <param name="message">Says what is wrong; without credentials.</param>
internal sealed class StateUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When a client should try again.</summary>
    public const int RetryAfterSeconds = 1;
}
