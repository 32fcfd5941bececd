using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Decides whether a header of a real provider's answer means the same as in the contract's example. Pure.</summary>
internal static class HeaderRules
{
    private static readonly string[] Remarked = ["Retry-After", "Date", "ETag"];
    private static readonly string[] RemarkedPrefixes = ["Access-Control-", "X-RateLimit-", "RateLimit-", "X-Rate-Limit-"];

    /// <param name="expected">The contract's values; empty if the header must be absent.</param>
    /// <param name="actual">The received values, one per header line.</param>
    public static Allowance Of(string name, IReadOnlyList<string> expected, IReadOnlyList<string> actual, HeaderContext context)
    {
        if (IsRemarked(name))
            return Allowance.Remark;
        if (expected.Count == 0 || actual.Count == 0)
            return Allowance.None;
        var holds = name.ToUpperInvariant() switch
        {
            "CONTENT-TYPE" => actual.Count == 1 && IsSameType(expected[0], actual[0]),
            "CACHE-CONTROL" => Directives.Cover(expected, actual, Directives.CacheControl),
            "CLEAR-SITE-DATA" => Directives.Cover(expected, actual, Directives.ClearSiteData),
            "VARY" =>
                HeaderLists.Covers(expected, actual, _ => true) || HeaderLists.Items(actual).Contains("*", StringComparer.Ordinal),
            "ALLOW" => HeaderLists.Covers(expected, actual, more => more is "HEAD" or "OPTIONS"),
            "SET-COOKIE" => CookieRules.Hold(expected, actual, context),
            "LOCATION" => actual.Count == 1 && IsSamePlace(expected[0], actual[0], context.BaseUrl),
            "WWW-AUTHENTICATE" =>
                HeaderLists.Covers(expected.SelectMany(Schemes).ToList(), actual.SelectMany(Schemes).ToList(), _ => true),
            _ => false,
        };
        return holds ? Allowance.Allowed : Allowance.None;
    }

    private static bool IsRemarked(string name) =>
        Remarked.Contains(name, StringComparer.OrdinalIgnoreCase)
        || RemarkedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsSameType(string expected, string actual) =>
        string.Equals(MediaType.Essence(expected), MediaType.Essence(actual), StringComparison.OrdinalIgnoreCase)
        && (Charset(actual) is null or "utf-8" || string.Equals(Charset(expected), Charset(actual), StringComparison.Ordinal));

    private static string? Charset(string contentType) =>
        contentType.Split(';').Skip(1).Select(parameter => parameter.Trim().Split('=', 2))
            .FirstOrDefault(parameter => parameter is [var name, _] && name.Equals("charset", StringComparison.OrdinalIgnoreCase))?[1]
            .Trim('"').ToLowerInvariant();

    /// <summary>Whether the path and query are equal, and the host is the target's. The contract's example names another host.</summary>
    private static bool IsSamePlace(string expected, string actual, Uri baseUrl)
    {
        var received = new Uri(baseUrl, actual);
        var root = baseUrl.AbsolutePath.TrimEnd('/');
        var path = new Uri(new("http://contract.invalid/"), expected).PathAndQuery;
        return received.Authority.Equals(baseUrl.Authority, StringComparison.OrdinalIgnoreCase)
            && (string.Equals(received.PathAndQuery, path, StringComparison.Ordinal)
                || string.Equals(received.PathAndQuery, root + path, StringComparison.Ordinal));
    }

    // Commas separate both challenges and the parameters of one challenge. A parameter has an equals sign in its first word.
    private static IEnumerable<string> Schemes(string value) =>
        value.Split(',').Select(part => part.Trim().Split(' ')[0])
            .Where(word => word.Length > 0 && !word.TrimEnd('=').Contains('=', StringComparison.Ordinal));
}

/// <param name="BaseUrl">The base URL of the target.</param>
/// <param name="LoginCookies">The cookies that this target's login has set, by name.</param>
/// <param name="Now">Cookies that expire before this time are deletions.</param>
internal sealed record HeaderContext(Uri BaseUrl, IReadOnlyDictionary<string, CookieLine> LoginCookies, DateTimeOffset Now);
