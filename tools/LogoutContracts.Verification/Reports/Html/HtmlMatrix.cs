using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>
/// Writes a table with a row per operation or, for cases that are not about one, per rule, and a column per contract. Each cell leads to
/// the worst of its cases.
/// </summary>
internal static class HtmlMatrix
{
    public static void Write(HtmlText html, Report report)
    {
        var rows = report.Cases.Select(RowOf).Distinct(StringComparer.Ordinal).ToList();
        if (rows.Count < 2)
            return;
        var what = report.Cases.Any(each => each.Operation is not null) ? "Operation" : "Check";
        html.Line("<section>");
        html.Element("h2", $"By {what.ToLowerInvariant()}", "id=\"matrix\"");
        html.Line("<div class=\"scroll\" role=\"region\" aria-labelledby=\"matrix\" tabindex=\"0\">");
        html.Line("<table class=\"matrix\">");
        html.Raw($"<thead><tr><th scope=\"col\">{what}</th>");
        foreach (var section in report.Sections)
            html.Raw($"<th scope=\"col\">{HtmlText.Of(ReportWords.Name(section))}</th>");
        html.Line("</tr></thead>");
        html.Line("<tbody>");
        foreach (var row in rows)
            Row(html, report, row);
        html.Line("</tbody>");
        html.Line("</table>");
        html.Line("</div>");
        html.Line("</section>");
    }

    private static string RowOf(ReportCase @case) => @case.Operation
        ?? (string.Equals(@case.Id, @case.Rule.Id, StringComparison.Ordinal) ? $"{@case.Id} {@case.Rule.Name}" : @case.Rule.Name);

    private static void Row(HtmlText html, Report report, string row)
    {
        var cells = report.Sections.Select(section => (Section: section, Cases: section.Cases
            .Where(@case => string.Equals(RowOf(@case), row, StringComparison.Ordinal)).ToList())).ToList();
        var hasFailed = cells.Exists(cell => cell.Cases.Exists(@case => @case.Outcome == Outcome.Failed));
        html.Raw($"<tr{(hasFailed ? "" : $" class=\"{HtmlFilter.Rest}\"")}><th scope=\"row\">{HtmlText.Of(row)}</th>");
        foreach (var (section, cases) in cells)
            html.Raw(cases.Count == 0 ? "<td></td>" : $"<td>{Cell(report, section, cases)}</td>");
        html.Line("</tr>");
    }

    private static string Cell(Report report, ReportSection section, List<ReportCase> cases)
    {
        var worst = HtmlBadges.Worst(ReportTotals.Of(cases));
        var (count, all) = (ReportWords.Number(cases.Count(@case => @case.Outcome == worst)), ReportWords.Number(cases.Count));
        var target = HtmlAnchor.Of(report, section, cases.Find(@case => @case.Outcome == worst)!);
        var number = cases.Count == 1 ? "" : worst == Outcome.Passed ? all : $"{count} of {all}";
        var rest = worst == Outcome.Failed ? "" : $" {HtmlFilter.Rest}";
        return $"<a class=\"{ReportWords.Name(worst)}{rest}\" href=\"#{target}\">"
            + $"<span aria-hidden=\"true\">{HtmlBadges.Sign(worst)}</span> {number} "
            + $"<span class=\"words\">{ReportWords.Word(worst)}</span></a>";
    }
}
