using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the passed cases, collapsed by contract, with their exchanges.</summary>
internal static class HtmlPassed
{
    // There are many of them, and readers rarely look at them.
    private const int LongestText = 2_000;

    public static void Write(HtmlText html, Report report)
    {
        if (report.Totals.Passed == 0)
            return;
        html.Line("<section aria-labelledby=\"passed\">");
        html.Line($"<h2 id=\"passed\">Passed <span class=\"sub\">{ReportWords.Number(report.Totals.Passed)}</span></h2>");
        foreach (var section in report.Sections.Where(section => section.Totals.Passed > 0))
        {
            html.Line("<details class=\"reason-group\">");
            html.Line($"<summary>{HtmlBadges.Badge(Outcome.Passed)} {HtmlText.Of(ReportWords.Name(section))} "
                + $"<span class=\"sub\">{ReportWords.Count(section.Totals.Passed, "check", "checks")}</span></summary>");
            html.Line("<ul class=\"cases\">");
            foreach (var @case in section.Cases.Where(@case => @case.Outcome == Outcome.Passed))
                Case(html, report, section, @case);
            html.Line("</ul>");
            html.Line("</details>");
        }

        html.Line("</section>");
    }

    /// <summary>Writes a case as one line, which opens if there are exchanges.</summary>
    public static void Case(HtmlText html, Report report, ReportSection section, ReportCase @case)
    {
        var place = @case.At.File.Length > 0 ? $" <span class=\"place\">{HtmlText.Of(@case.At.ToString())}</span>" : "";
        var line = $"<code>{HtmlText.Of(section.Contract)}.{HtmlText.Of(@case.Id)}</code> {HtmlText.Of(@case.Title)}{place}";
        html.Raw($"<li id=\"{HtmlAnchor.Of(report, section, @case)}\">");
        if (@case.Steps.Count == 0)
        {
            html.Line($"<p>{line}</p></li>");
            return;
        }

        html.Line($"<details><summary>{line}</summary>");
        HtmlExchanges.Write(html, @case.Steps, LongestText);
        html.Line("</details></li>");
    }
}
