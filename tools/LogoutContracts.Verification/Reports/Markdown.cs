using System.Text;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Verification.Reports;

/// <summary>Escapes text for Markdown as GitHub and GitLab read it, so that nothing in the text is markup.</summary>
public static class Markdown
{
    // Replaced below: "://" and "www." make links, "@" mentions people, "#" refers to issues.
    private const string Escaped = "\\`*_{}[]()~|!$^";

    /// <summary>As text in a line or in a table cell.</summary>
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

        return escaped.ToString()
            .Replace("://", "&#58;//", StringComparison.Ordinal)
            .Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As code in a line or in a table cell.</summary>
    public static string Code(string text)
    {
        var line = VisibleText.Of(ReportWords.OneLine(text));
        if (line.Length == 0)
            return "";
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}".Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>As a code block.</summary>
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
