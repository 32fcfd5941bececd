using System.Text.RegularExpressions;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers;

/// <summary>Tells the format of a page from the name of its file or, if that does not tell, from its text.</summary>
internal static partial class FormatDetection
{
    public static PageFormat Of(string name, string text) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".MD" or ".MARKDOWN" or ".MDX" => PageFormat.Markdown,
        ".HTML" or ".HTM" or ".XHTML" => PageFormat.Html,
        ".RST" or ".REST" => PageFormat.ReStructuredText,
        _ when Html().IsMatch(text) => PageFormat.Html,
        _ => RstMarks().Count(text) > MarkdownMarks().Count(text) ? PageFormat.ReStructuredText : PageFormat.Markdown,
    };

    [GeneratedRegex(@"\A\s*<(!doctype|html|\?xml)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Html();

    [GeneratedRegex(
        @"^(\.\. [\w:-]+::|\.\. _|\+[-=+]{3,}\+[ ]*$|(?<mark>[=~^*#-])\k<mark>{2,}[ ]*$)|::$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex RstMarks();

    [GeneratedRegex(
        @"^(#{1,6} |```|\||> )|\]\(|^\{%", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownMarks();
}
