using System.Text.RegularExpressions;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>The text of lines of reStructuredText without its markup, and the code and strong text in it.</summary>
internal static partial class RstText
{
    /// <param name="blocks">Gets the code literals and the strong text.</param>
    public static LocatedText Of(IReadOnlyList<RstLine> lines, BlockList blocks)
    {
        var text = new LocatedText.Builder();
        foreach (var line in lines)
        {
            var content = Bullet().Replace(line.Content, "");
            foreach (Match part in Markup().Matches(content))
            {
                if (part.Groups["code"] is { Success: true } code)
                    blocks.Add(BlockKind.Code, LocatedText.Of(code.Value, line.Number));
                else if (part.Groups["strong"] is { Success: true } strong)
                    blocks.Add(BlockKind.Title, LocatedText.Of(strong.Value, line.Number));
            }

            text.Append($"{Markup().Replace(content, match => Plain(match))}\n", line.Number);
        }

        return text.Build();
    }

    /// <summary>Whether there is nothing but code literals.</summary>
    public static bool IsCode(IReadOnlyList<RstLine> lines) => lines.Any(line => line.Content.StartsWith("``", StringComparison.Ordinal))
        && lines.All(line => Markup().Replace(line.Content, match => match.Groups["code"].Success ? "" : match.Value).Trim().Length == 0);

    private static string Plain(Match match) => string.Concat(match.Groups.Values.Skip(1)
        .Where(group => group.Success && group.Name is not "url").Select(group => group.Value.Trim()));

    // The marks of lists and of line blocks.
    [GeneratedRegex(@"^([*+-]|[0-9#]+[.)]|\|)( +|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"``(?<code>[^`]+(`[^`]+)*)``|\*\*(?<strong>[^*\s][^*]*)\*\*|(:[\w:+.-]+:)?`(?<text>[^`<]+)(?<url><[^`>]*>)?`_{0,2}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
