using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Mocks.Requests;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Admin;

/// <summary>
/// The browsers that have exchanged the admin token for a cookie, because event streams cannot send a token. Each stays signed in for eight
/// hours at most.
/// </summary>
internal sealed class SignedInBrowsers(TimeProvider clock)
{
    /// <summary>The name of the cookie.</summary>
    public const string Cookie = "logout-contracts-admin";

    // Each takes a sign-in with the token, so only a holder of the token can reach the limit.
    private const int Most = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new(StringComparer.Ordinal);

    /// <summary>Signs a browser in.</summary>
    /// <returns>The Set-Cookie header.</returns>
    public string SignIn(bool isOverTls)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, end) in ends)
        {
            if (end <= now || ends.Count >= Most)
                ends.TryRemove(old, out _);
        }

        var value = RandomNumberGenerator.GetHexString(64, lowercase: true);
        ends[Hash(value)] = now + Lifetime;
        return SetCookie(value, (int)Lifetime.TotalSeconds, isOverTls);
    }

    /// <summary>Signs the browser out that sends these cookies.</summary>
    /// <returns>The Set-Cookie header.</returns>
    public string SignOut(StringValues cookies, bool isOverTls)
    {
        if (Find(cookies) is { } key)
            ends.TryRemove(key, out _);
        return SetCookie("", 0, isOverTls);
    }

    /// <summary>Whether the browser that sends these cookies is signed in.</summary>
    public bool Has(StringValues cookies) => Find(cookies) is { } key && ends.TryGetValue(key, out var end) && clock.GetUtcNow() < end;

    private static string? Find(StringValues cookies) =>
        CookieHeader.TryFind(cookies.ToString(), Cookie, out var value) && !value.IsEmpty ? Hash(value.ToString()) : null;

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static string SetCookie(string value, int seconds, bool isOverTls) => string.Create(
        null, $"{Cookie}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{(isOverTls ? "; Secure" : "")}");
}
