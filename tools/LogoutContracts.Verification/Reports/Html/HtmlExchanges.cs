using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the exchanges, step by step. A step with differences is open, and the differences are marked.</summary>
internal static class HtmlExchanges
{
    public const int Whole = int.MaxValue;

    private const string Differs = " <span class=\"badge failed\"><span aria-hidden=\"true\">✗</span> differs</span>";

    /// <param name="longest">How many characters of a request or an answer to show.</param>
    public static void Write(HtmlText html, ValueList<ReportStep> steps, int longest)
    {
        if (steps.Count == 0)
            return;
        html.Line("<ol class=\"exchanges\">");
        foreach (var step in steps)
        {
            var wrong = step.Comparisons.Where(comparison => !comparison.Holds).ToList();
            html.Line($"<li><details{(wrong.Count > 0 ? " open class=\"differs\"" : "")}>");
            html.Line($"<summary>{Summary(step)}{(wrong.Count > 0 ? Differs : "")}</summary>");
            html.Line("<div class=\"pair\">");
            var (request, response) = (Shown(step.Evidence.Request, longest), Shown(step.Evidence.Response, longest));
            html.Line($"<figure><figcaption>Request</figcaption>{HtmlPre.Of(HtmlText.Of(request), request)}</figure>");
            html.Line($"<figure><figcaption>Answer</figcaption>{HtmlPre.Of(Answer(response, wrong), response)}</figure>");
            html.Line("</div>");
            html.Line("</details></li>");
        }

        html.Line("</ol>");
    }

    private static string Summary(ReportStep step)
    {
        var (request, response) = (FirstLine(step.Evidence.Request), FirstLine(step.Evidence.Response));
        return $"{HtmlText.Of(step.Title)} <code>{HtmlText.Of(request)} → {HtmlText.Of(response)}</code>";
    }

    /// <summary>Status, headers and body, marked if they are not as expected, and the missing headers.</summary>
    private static string Answer(string text, List<Comparison> wrong)
    {
        var lines = text.Split('\n');
        var blank = Array.IndexOf(lines, "");
        var head = blank < 0 ? lines : lines[..blank];
        var marked = head.Select((line, i) => Marked(line, IsWrong(wrong, i == 0 ? "status" : $"header {line.Split(':')[0]}"))).ToList();
        var missing = wrong.Where(comparison => comparison.Part.StartsWith("header ", StringComparison.Ordinal))
            .Select(comparison => comparison.Part["header ".Length..]).Where(name => !Array.Exists(head, line => IsOf(line, name)));
        marked.AddRange(missing.Select(name => $"<mark class=\"missing\">({HtmlText.Of(name)} is missing)</mark>"));
        var body = blank < 0 ? "" : string.Join('\n', lines[(blank + 1)..]).Trim('\n');
        var isBodyWrong = wrong.Exists(comparison => comparison.Part.StartsWith("body", StringComparison.Ordinal));
        if (body.Length == 0)
            return $"{string.Join('\n', marked)}{(isBodyWrong ? "\n\n<mark class=\"missing\">(no body)</mark>" : "")}";
        var shown = isBodyWrong
            ? string.Join('\n', body.Split('\n').Select(line => Marked(line, isWrong: line.Length > 0)))
            : HtmlText.Of(body);
        return $"{string.Join('\n', marked)}\n\n{shown}";
    }

    private static bool IsWrong(List<Comparison> wrong, string part) =>
        wrong.Exists(comparison => comparison.Part.Equals(part, StringComparison.OrdinalIgnoreCase));

    private static bool IsOf(string line, string header) => line.StartsWith($"{header}:", StringComparison.OrdinalIgnoreCase);

    private static string Marked(string line, bool isWrong) => isWrong ? $"<mark>{HtmlText.Of(line)}</mark>" : HtmlText.Of(line);

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return ReportWords.Shortened(end < 0 ? text : text[..end], 120);
    }

    private static string Shown(string text, int longest) => ReportWords.Shortened(text, longest).TrimEnd('\n');
}
