using System.Globalization;

namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Compares headers that are lists of directives, where one directive may be stronger than another.</summary>
internal static class Directives
{
    /// <summary>Whether each expected directive, or a stronger one, was received, and none that contradicts.</summary>
    /// <param name="covers">Whether the received directives include an expected one, or a stronger one.</param>
    public static bool Cover(
        IReadOnlyList<string> expected, IReadOnlyList<string> actual, Func<Directive, IReadOnlyList<Directive>, bool> covers)
    {
        var (stated, received) = (Read(expected), Read(actual));
        return stated.All(directive => covers(directive, received)) && !Contradicts(stated, received);
    }

    public static bool CacheControl(Directive expected, IReadOnlyList<Directive> actual)
    {
        if (actual.Any(directive => directive.Name is "no-store" || directive == expected))
            return true;
        return expected.Name switch
        {
            "max-age" => actual.Any(directive =>
                directive.Name is "no-cache" || (directive.Name is "max-age" && Seconds(directive) <= Seconds(expected))),
            "must-revalidate" or "proxy-revalidate" => actual.Any(directive => directive.Name is "no-cache"),
            "public" => actual.Any(directive => directive.Name is "private" or "no-cache"),
            _ => false,
        };
    }

    public static bool ClearSiteData(Directive expected, IReadOnlyList<Directive> actual) =>
        actual.Any(directive => directive.Name is "\"*\"" || directive == expected);

    private static bool Contradicts(IReadOnlyList<Directive> expected, IReadOnlyList<Directive> actual)
    {
        if (actual.Any(directive => directive.Name is "no-store"))
            return false;
        return actual.Any(directive => (directive.Name is "public" or "s-maxage" && !expected.Contains(directive))
            || (directive.Name is "max-age"
                && expected.FirstOrDefault(other => other.Name is "max-age") is { } limit
                && Seconds(directive) > Seconds(limit)));
    }

    private static List<Directive> Read(IEnumerable<string> values) => [.. values
        .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(directive => directive.Split('=', 2))
        .Select(parts => new Directive(parts[0].Trim().ToLowerInvariant(), parts.Length == 2 ? parts[1].Trim() : ""))];

    private static long Seconds(Directive directive) =>
        long.TryParse(directive.Value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds : long.MaxValue;
}

/// <param name="Name">In lower case.</param>
/// <param name="Value">As sent; empty if there is none.</param>
internal sealed record Directive(string Name, string Value);
