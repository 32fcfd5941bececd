using System.Text;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Verification.Reports;

/// <summary>Texts of others inside Markdown as GitHub and GitLab read it, with nothing in them that would be markup there.</summary>
internal static class Markdown
{
    // A full stop and a colon make links of addresses, an at sign calls people, a hash names issues.
    private const string Escaped = "\\`*_{}[]()~|!$^";

    /// <summary>In a line, or in a cell of a table.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in VisibleText.Of(ReportWords.OneLine(text)))
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append("&#64;"),
                '#' => escaped.Append("&#35;"),
                _ when Escaped.Contains(character, StringComparison.Ordinal) => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString().Replace("://", "&#58;//", StringComparison.Ordinal).Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As code in a line, or in a cell of a table.</summary>
    public static string Code(string text)
    {
        var line = VisibleText.Of(ReportWords.OneLine(text));
        if (line.Length == 0)
            return "";
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}".Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>As code of its own, lines kept.</summary>
    public static string Block(string text)
    {
        var lines = VisibleText.Of(text).Trim('\n');
        var fence = new string('`', Math.Max(3, LongestRun(lines) + 1));
        return $"{fence}text\n{lines}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
