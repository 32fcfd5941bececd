using System.Collections.Concurrent;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Headers;
using LogoutContracts.Verification.Tokens;

namespace LogoutContracts.Verification.Running;

/// <summary>What the cases of one run learn about the target and share. Thread-safe.</summary>
/// <param name="isStrict">Whether responses must match the contract byte for byte.</param>
internal sealed class RunMemory(bool isStrict = false)
{
    private readonly ConcurrentDictionary<string, CookieLine> loginCookies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> lastLive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> remarks = new(StringComparer.Ordinal);
    private readonly List<string> requests = [];
    private readonly Lock writing = new();

    public bool IsStrict => isStrict;

    /// <summary>The keys that the target publishes.</summary>
    public KeySets Keys { get; } = new();

    /// <summary>The cookies set by logins, by name.</summary>
    public IReadOnlyDictionary<string, CookieLine> LoginCookies => loginCookies;

    /// <summary>Whether a live session was logged out and then seen dead.</summary>
    public bool HasSeenLogout { get; private set; }

    /// <summary>Why the probe cannot tell live sessions from dead ones, in a sentence; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>One remark per difference, in the order of discovery.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            lock (writing)
                return [.. remarks.Values];
        }
    }

    /// <summary>Adds a remark: a difference that is not a failure. Only the first one with a key is kept.</summary>
    public void Remark(string key, string text)
    {
        lock (writing)
            remarks.TryAdd(key, text);
    }

    /// <summary>Records that a logout has ended a session.</summary>
    public void SawLogout() => HasSeenLogout = true;

    /// <summary>Records why the probe cannot tell live sessions from dead ones; only the first reason is kept.</summary>
    public void CannotTell(string problem) => Problem ??= problem;

    /// <summary>Records the cookies that a login has set.</summary>
    public void SawLogin(ReceivedResponse response)
    {
        foreach (var cookie in response.ValuesOf("Set-Cookie").Select(CookieLine.Parse))
            loginCookies[cookie.Name] = cookie;
    }

    /// <summary>Records a request that may change the state of sessions.</summary>
    public void Sent(string request)
    {
        lock (writing)
            requests.Add(request);
    }

    /// <summary>The last such request; null if there is none.</summary>
    public string? LastSent
    {
        get
        {
            lock (writing)
                return requests.Count == 0 ? null : requests[^1];
        }
    }

    /// <summary>Records that a session was seen live.</summary>
    /// <param name="key">The value of its key credential.</param>
    public void SawLive(string key)
    {
        lock (writing)
            lastLive[key] = requests.Count;
    }

    /// <returns>The requests sent since this session was last seen live, oldest first; empty if it was never seen live.</returns>
    public IReadOnlyList<string> SentSince(string key)
    {
        lock (writing)
            return lastLive.TryGetValue(key, out var since) ? requests[since..] : [];
    }
}
