using System.Text.RegularExpressions;

namespace LogoutContracts.Drift.Facts;

/// <summary>Recognizes names of headers.</summary>
internal static partial class HeaderNames
{
    // Those that say something about sessions and answers.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Allow", "Authorization", "Cache-Control", "Clear-Site-Data", "Content-Type", "Cookie", "ETag", "Idempotency-Key", "If-Match",
        "If-None-Match", "Location", "Proxy-Authorization", "Retry-After", "Set-Cookie", "WWW-Authenticate",
    };

    // Clients and servers set these by themselves.
    private static readonly HashSet<string> Ordinary = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Accept-Language", "Connection", "Content-Length", "Date", "Host", "Origin", "Referer", "Server",
        "User-Agent",
    };

    public static bool IsHeader(string text) => Known.Contains(text) || Custom().IsMatch(text);

    /// <summary>The headers that an example sends or shows: of curl, of programs, and lines of HTTP.</summary>
    public static IEnumerable<(string Name, int Index)> InCode(string code)
    {
        foreach (Match match in Option().Matches(code))
        {
            if (!Ordinary.Contains(match.Groups["name"].Value))
                yield return (match.Groups["name"].Value, match.Groups["name"].Index);
        }

        foreach (Match match in Property().Matches(code))
        {
            if (IsHeader(match.Groups["name"].Value))
                yield return (match.Groups["name"].Value, match.Groups["name"].Index);
        }
    }

    [GeneratedRegex(
        @"^X-[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Custom();

    [GeneratedRegex(
        @"(?<![\w-])(-H|--header)[\s=]+[""']?(?<name>[A-Za-z][\w-]*)\s*:", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex(
        @"(^|[""'])(?<name>[A-Za-z][\w-]*)([""']\s*(:|=>|,)|:\s)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Property();
}
