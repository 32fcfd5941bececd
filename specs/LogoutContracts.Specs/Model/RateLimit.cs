namespace LogoutContracts.Specs.Model;

/// <summary>How many requests one client may send within a time window, which starts with the first request that counts.</summary>
/// <param name="Calls">The maximum number of requests per window; further ones are refused.</param>
/// <param name="IsShared">Whether all operations of the contract share one count per client; otherwise each operation has its own.</param>
public sealed record RateLimit(string Name, int Calls, TimeSpan Window, LimitKey Key, bool IsShared);

/// <summary>What identifies a client.</summary>
public enum LimitKey
{
    /// <summary>The IP address of the connection.</summary>
    Address,

    /// <summary>The user of an active session; the IP address if the variant that refuses does not require one.</summary>
    User,
}

/// <summary>The names of a rate limit's values in placeholders, such as <c>{limit.remaining}</c>.</summary>
public static class LimitValues
{
    /// <summary>The maximum number of requests per window.</summary>
    public const string Max = "max";

    /// <summary>The number of requests that the client may still send in the window.</summary>
    public const string Remaining = "remaining";

    /// <summary>Whole seconds until the window ends, rounded up.</summary>
    public const string Wait = "wait";

    /// <summary>The end of the window, in seconds since 1970.</summary>
    public const string Reset = "reset";

    /// <summary>The end of the window, in milliseconds since 1970.</summary>
    public const string ResetMilliseconds = "resetMs";

    public static IReadOnlyList<string> All { get; } = [Max, Remaining, Wait, Reset, ResetMilliseconds];
}
