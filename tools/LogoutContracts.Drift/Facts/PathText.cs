using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Facts;

/// <summary>Finds request paths in texts, and compares them with those of a contract.</summary>
internal static partial class PathText
{
    // Pages of documentation, images and programs, which texts link to.
    private static readonly string[] Files = [".md", ".rst", ".html", ".htm", ".png", ".svg", ".jpg", ".gif", ".css", ".js", ".ts", ".pdf"];

    /// <summary>The paths in a text.</summary>
    public static IEnumerable<FoundPath> In(string text)
    {
        foreach (Match match in Pattern().Matches(text))
        {
            var (host, method, before) = (match.Groups["host"], match.Groups["method"], match.Index - 1);
            var isWithin = !host.Success && !method.Success && before >= 0
                && (char.IsLetterOrDigit(text[before]) || text[before] is '<' or '.');
            if (isWithin)
                continue;
            var path = match.Groups["path"];
            yield return new(path.Value.TrimEnd('.', ',', ':', ';'), path.Index, match.Groups["query"].Value)
            {
                HasHost = host.Success,
                Method = method.Success ? method.Value : null,
                MethodIndex = method.Success ? method.Index : -1,
            };
        }
    }

    /// <summary>The path that is all of a text, such as <c>api/v1/logout</c>; otherwise null.</summary>
    public static string? Whole(string text)
    {
        var trimmed = text.Trim();
        return Relative().IsMatch(trimmed) ? $"/{trimmed}" : null;
    }

    /// <summary>Whether a path can be the one of an operation. Either may have a base path that the other does not have.</summary>
    /// <remarks>The names of parameters do not matter.</remarks>
    public static bool IsSame(PathTemplate template, string path)
    {
        var own = template.Text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var common = Math.Min(own.Length, found.Length);
        return common > 0 && (own.Length == found.Length || common > 1)
            && own[^common..].Zip(found[^common..]).All(pair => PathTemplate.IsParameter(pair.First)
                ? pair.Second.Length > 0 : string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }

    /// <summary>Whether a path looks like that of a page or an image.</summary>
    public static bool IsFile(string path) => path.TrimEnd('/') is var trimmed
        && Array.Exists(Files, extension => trimmed.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"((?<![\w-])(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?"
        + @"(?<host>https?://[^\s/""'`<>|\\)\]]+|\[[^\]\n]{1,40}\]|\{\{?[\w .-]{1,40}\}\}?|\$\{?\w{1,40}\}?|<[\w .-]{1,40}>|\.\.\.|…)?"
        + @"(?<path>(/([A-Za-z0-9._~%@+:=!$&*-]|\{[\w.-]+\}|<[\w.-]+>)+)+/?)(?<query>\?[^\s""'`<>|)\]]*)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^[\w.{}:~-]+(/[\w.{}:~-]+)+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Relative();
}

/// <summary>A request path in a text.</summary>
/// <param name="Index">Where it starts.</param>
/// <param name="Query">With its question mark; empty if there is none.</param>
internal sealed record FoundPath(string Path, int Index, string Query)
{
    /// <summary>Whether a host, or a placeholder for one, stands before it.</summary>
    public bool HasHost { get; init; }

    /// <summary>The method before it, or null.</summary>
    public string? Method { get; init; }

    /// <summary>Where the method is, or -1.</summary>
    public int MethodIndex { get; init; } = -1;
}
