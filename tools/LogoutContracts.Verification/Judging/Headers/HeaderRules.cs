using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Whether a header of a real provider's answer means what the contract's example means. Pure.</summary>
internal static class HeaderRules
{
    private static readonly string[] Remarked = ["Retry-After", "Date", "ETag"];
    private static readonly string[] RemarkedPrefixes = ["Access-Control-", "X-RateLimit-", "RateLimit-", "X-Rate-Limit-"];

    /// <param name="expected">The contract's values; empty if the header must be absent.</param>
    /// <param name="actual">The values that came, each on its own.</param>
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
            "VARY" => HeaderLists.Covers(expected, actual, _ => true) || HeaderLists.Items(actual).Contains("*", StringComparer.Ordinal),
            "ALLOW" => HeaderLists.Covers(expected, actual, more => more is "HEAD" or "OPTIONS"),
            "SET-COOKIE" => CookieRules.Hold(expected, actual, context),
            "LOCATION" => actual.Count == 1 && IsSamePlace(expected[0], actual[0], context.BaseUrl),
            "WWW-AUTHENTICATE" => HeaderLists.Covers(expected.SelectMany(Schemes).ToList(), actual.SelectMany(Schemes).ToList(), _ => true),
            _ => false,
        };
        return holds ? Allowance.Allowed : Allowance.None;
    }

    private static bool IsRemarked(string name) =>
        Remarked.Contains(name, StringComparer.OrdinalIgnoreCase) || RemarkedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsSameType(string expected, string actual) =>
        string.Equals(MediaType.Essence(expected), MediaType.Essence(actual), StringComparison.OrdinalIgnoreCase) && (Charset(actual) is null or "utf-8" || string.Equals(Charset(expected), Charset(actual), StringComparison.Ordinal));

    private static string? Charset(string contentType) => contentType.Split(';').Skip(1).Select(parameter => parameter.Trim().Split('=', 2))
        .FirstOrDefault(parameter => parameter is [var name, _] && name.Equals("charset", StringComparison.OrdinalIgnoreCase))?[1].Trim('"').ToLowerInvariant();

    /// <summary>Path and query count; the contract's example names another host.</summary>
    private static bool IsSamePlace(string expected, string actual, Uri baseUrl)
    {
        var came = new Uri(baseUrl, actual);
        var root = baseUrl.AbsolutePath.TrimEnd('/');
        var stated = new Uri(new("http://contract.invalid/"), expected).PathAndQuery;
        return came.Authority.Equals(baseUrl.Authority, StringComparison.OrdinalIgnoreCase)
            && (string.Equals(came.PathAndQuery, stated, StringComparison.Ordinal) || string.Equals(came.PathAndQuery, root + stated, StringComparison.Ordinal));
    }

    // A comma separates challenges as well as the parameters of one; a parameter has an equals sign in its first word.
    private static IEnumerable<string> Schemes(string value) =>
        value.Split(',').Select(part => part.Trim().Split(' ')[0]).Where(word => word.Length > 0 && !word.TrimEnd('=').Contains('=', StringComparison.Ordinal));
}

/// <param name="LoginCookies">The cookies that this target's login has set, by name.</param>
internal sealed record HeaderContext(Uri BaseUrl, IReadOnlyDictionary<string, CookieLine> LoginCookies, DateTimeOffset Now);
