using System.Globalization;

namespace LogoutContracts.Verification.Judging.Headers;

/// <summary>Headers of directives, of which one may be stronger than another.</summary>
internal static class Directives
{
    /// <summary>Whether each stated directive came, or one that is stronger, and none that contradicts.</summary>
    public static bool Cover(IReadOnlyList<string> expected, IReadOnlyList<string> actual, Func<Directive, IReadOnlyList<Directive>, bool> covers)
    {
        var (stated, came) = (Read(expected), Read(actual));
        return stated.All(directive => covers(directive, came)) && !Contradicts(stated, came);
    }

    public static bool CacheControl(Directive stated, IReadOnlyList<Directive> came)
    {
        if (came.Any(directive => directive.Name is "no-store" || directive == stated))
            return true;
        return stated.Name switch
        {
            "max-age" => came.Any(directive => directive.Name is "no-cache" || (directive.Name is "max-age" && Seconds(directive) <= Seconds(stated))),
            "must-revalidate" or "proxy-revalidate" => came.Any(directive => directive.Name is "no-cache"),
            "public" => came.Any(directive => directive.Name is "private" or "no-cache"),
            _ => false,
        };
    }

    public static bool ClearSiteData(Directive stated, IReadOnlyList<Directive> came) => came.Any(directive => directive.Name is "\"*\"" || directive == stated);

    private static bool Contradicts(IReadOnlyList<Directive> stated, IReadOnlyList<Directive> came)
    {
        if (came.Any(directive => directive.Name is "no-store"))
            return false;
        return came.Any(directive => (directive.Name is "public" or "s-maxage" && !stated.Contains(directive))
            || (directive.Name is "max-age" && stated.FirstOrDefault(other => other.Name is "max-age") is { } limit && Seconds(directive) > Seconds(limit)));
    }

    private static List<Directive> Read(IEnumerable<string> values) => [.. values
        .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(directive => directive.Split('=', 2)).Select(parts => new Directive(parts[0].Trim().ToLowerInvariant(), parts.Length == 2 ? parts[1].Trim() : ""))];

    private static long Seconds(Directive directive) => long.TryParse(directive.Value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : long.MaxValue;
}

internal sealed record Directive(string Name, string Value);
