using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the table of results by contract.</summary>
internal static class HtmlContracts
{
    public static void Write(HtmlText html, Report report)
    {
        if (report.Sections.Count == 0)
            return;
        html.Line("<section aria-labelledby=\"contracts\">");
        html.Element("h2", "By contract", "id=\"contracts\"");
        html.Line("<table class=\"contracts\">");
        html.Line("<thead><tr><th scope=\"col\">Contract</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"n\">Failed</th>"
            + "<th scope=\"col\" class=\"n\">Refuted</th>"
            + "<th scope=\"col\" class=\"n\">Inconclusive</th><th scope=\"col\" class=\"n\">Passed</th>"
            + "<th scope=\"col\" class=\"n\">Not applicable</th><th scope=\"col\">Coverage</th></tr></thead>");
        html.Line("<tbody>");
        foreach (var section in report.Sections)
            Row(html, section);
        html.Line("</tbody>");
        html.Line("</table>");
        html.Line("</section>");
    }

    private static void Row(HtmlText html, ReportSection section)
    {
        html.Line(section.Totals.Failed > 0 ? "<tr>" : $"<tr class=\"{HtmlFilter.Rest}\">");
        var name = HtmlText.Of(ReportWords.Name(section));
        html.Line($"<th scope=\"row\">{name} <span class=\"sub\">{HtmlText.Of(section.Title)}</span>{Target(section)}</th>");
        html.Line($"<td data-label=\"Verdict\">{HtmlBadges.Badge(HtmlBadges.Worst(section.Totals))}</td>");
        Number(html, "Failed", section.Totals.Failed);
        Number(html, "Refuted", section.Totals.Refuted);
        Number(html, "Inconclusive", section.Totals.Inconclusive);
        Number(html, "Passed", section.Totals.Passed);
        Number(html, "Not applicable", section.Totals.NotApplicable);
        var coverage = section.Coverage.Select(covered => $"<span>{HtmlText.Of(ReportWords.Coverage(covered))}</span>").ToList();
        var shown = coverage.Count > 0 ? string.Concat(coverage) : "–";
        html.Line($"<td data-label=\"Coverage\"><div class=\"coverage\">{shown}</div></td>");
        html.Line("</tr>");
    }

    private static string Target(ReportSection section) =>
        section.Target.Length == 0 ? "" : $" <code class=\"sub\">{HtmlText.Of(section.Target)}</code>";

    private static void Number(HtmlText html, string label, int number) =>
        html.Line($"<td class=\"n{(number == 0 ? " zero" : "")}\" data-label=\"{label}\">{ReportWords.Number(number)}</td>");
}
