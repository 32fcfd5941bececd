using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Evidence;

/// <summary>Replaces the values of rate limits, which differ with each request, by their placeholders.</summary>
internal static class LimitText
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <returns>The text unchanged if it does not fit the template, or the template shows no limit.</returns>
    public static string Hide(Template expected, string actual)
    {
        if (!expected.Holes.Any(IsLimit))
            return actual;
        var pattern = new StringBuilder(@"\A");
        foreach (var segment in expected.Segments)
        {
            pattern.Append(segment switch
            {
                Segment.Value { Hole: var hole } when IsLimit(hole) => "([0-9]+)",
                Segment.Value => "(?:.+?)",
                Segment.Literal literal => Regex.Escape(literal.Text),
                _ => "",
            });
        }

        var options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
        var match = Regex.Match(actual, pattern.Append(@"\z").ToString(), options, OneSecond);
        if (!match.Success)
            return actual;
        var text = new StringBuilder(actual);
        foreach (var (group, hole) in match.Groups.Values.Skip(1).Zip(expected.Holes.Where(IsLimit)).Reverse())
            text.Remove(group.Index, group.Length).Insert(group.Index, hole.ToString());
        return text.ToString();
    }

    private static bool IsLimit(Hole hole) => hole.Role == Role.Limit;
}
