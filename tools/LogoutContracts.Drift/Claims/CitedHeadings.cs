using System.Text.RegularExpressions;

namespace LogoutContracts.Drift.Claims;

/// <summary>The headings that the place of a basis cites, such as <c>Example Result, Success</c>.</summary>
internal static partial class CitedHeadings
{
    /// <returns>Empty if the place is lines of a file, or a page of its own.</returns>
    public static IReadOnlyList<string> In(string place)
    {
        if (place.Length == 0 || FileOrPage().IsMatch(place))
            return [];
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < place.Length; i++)
        {
            depth += place[i] is '(' ? 1 : place[i] is ')' ? -1 : 0;
            if (depth > 0 || place[i] is not (',' or ';'))
                continue;
            parts.Add(place[start..i]);
            start = i + 1;
        }

        parts.Add(place[start..]);
        return [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
    }

    /// <summary>The heading without a remark in parentheses, which is the contract's.</summary>
    public static string WithoutRemark(string heading) => Remark().Replace(heading, "").Trim();

    [GeneratedRegex(@"^\S+@\S+ .*#L[0-9]|^https?://", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FileOrPage();

    [GeneratedRegex(@"\s*\([^()]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();
}
