using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the answers that differ only in what the contract assumes, each with the YAML that corrects the spec.</summary>
internal static class HtmlRefuted
{
    public static void Write(HtmlText html, Report report)
    {
        if (report.Totals.Refuted == 0)
            return;
        html.Line("<section aria-labelledby=\"refuted\">");
        html.Line($"<h2 id=\"refuted\">Refuted <span class=\"sub\">{ReportWords.Number(report.Totals.Refuted)}</span></h2>");
        html.Line("<ul class=\"cases\">");
        foreach (var section in report.Sections)
        {
            foreach (var @case in section.Cases.Where(@case => @case.Outcome == Outcome.Refuted))
            {
                HtmlPassed.Case(html, report, section, @case);
                html.Raw("<li>");
                html.Element("p", ReportWords.Why(@case));
                if (@case.Correction.Length > 0)
                    html.Line(HtmlPre.Of(HtmlText.Of(@case.Correction), @case.Correction));
                html.Line("</li>");
            }
        }

        html.Line("</ul>");
        html.Line("</section>");
    }
}
