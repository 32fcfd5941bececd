using System.Collections.Concurrent;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Headers;

namespace LogoutContracts.Verification.Running;

/// <summary>What one run against a target finds out that more than one case needs. Several cases may use it at once.</summary>
/// <param name="isStrict">Whether answers must be to the byte what the contract shows.</param>
internal sealed class RunMemory(bool isStrict = false)
{
    private readonly ConcurrentDictionary<string, CookieLine> loginCookies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> lastLive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> remarks = new(StringComparer.Ordinal);
    private readonly List<string> requests = [];
    private readonly Lock writing = new();

    public bool IsStrict => isStrict;

    /// <summary>The cookies that logins have set, by name.</summary>
    public IReadOnlyDictionary<string, CookieLine> LoginCookies => loginCookies;

    /// <summary>Whether a session was seen live, then logged out, and then dead.</summary>
    public bool HasSeenLogout { get; private set; }

    /// <summary>Why no case can tell live from dead, in a sentence; null if that is not so.</summary>
    public string? Problem { get; private set; }

    /// <summary>One per difference, in the order in which they were first seen.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            lock (writing)
                return [.. remarks.Values];
        }
    }

    /// <summary>Notes a difference that is no failure; only the first with this key counts.</summary>
    public void Remark(string key, string text)
    {
        lock (writing)
            remarks.TryAdd(key, text);
    }

    public void SawLogout() => HasSeenLogout = true;

    public void CannotTell(string problem) => Problem ??= problem;

    public void SawLogin(ReceivedResponse response)
    {
        foreach (var cookie in response.ValuesOf("Set-Cookie").Select(CookieLine.Parse))
            loginCookies[cookie.Name] = cookie;
    }

    /// <summary>Notes a request that may change what sessions are worth.</summary>
    public void Sent(string request)
    {
        lock (writing)
            requests.Add(request);
    }

    /// <summary>The last of these requests; null if there was none.</summary>
    public string? LastSent
    {
        get
        {
            lock (writing)
                return requests.Count == 0 ? null : requests[^1];
        }
    }

    /// <param name="key">The credential that tells the session apart.</param>
    public void SawLive(string key)
    {
        lock (writing)
            lastLive[key] = requests.Count;
    }

    /// <returns>The requests since this session was last seen live, oldest first; empty if it was never seen live.</returns>
    public IReadOnlyList<string> SentSince(string key)
    {
        lock (writing)
            return lastLive.TryGetValue(key, out var since) ? requests[since..] : [];
    }
}
