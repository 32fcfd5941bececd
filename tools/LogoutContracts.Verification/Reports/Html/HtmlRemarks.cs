using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the remarks: what is worth knowing, but is not a failure.</summary>
internal static class HtmlRemarks
{
    public static void Write(HtmlText html, Report report)
    {
        var sections = report.Sections
            .Where(section => section.Remarks.Count > 0 || section.Cases.Any(@case => @case.Remarks.Count > 0)).ToList();
        if (sections.Count == 0)
            return;
        html.Line("<section aria-labelledby=\"remarks\">");
        html.Line("<h2 id=\"remarks\">Remarks</h2>");
        foreach (var section in sections)
        {
            html.Element("h3", ReportWords.Name(section));
            html.Line("<ul class=\"cases\">");
            foreach (var remark in section.Remarks)
                html.Line($"<li><p>{HtmlText.Of(remark)}</p></li>");
            foreach (var (id, remark) in section.Cases.SelectMany(@case => @case.Remarks.Select(remark => (@case.Id, remark))))
                html.Line($"<li><p><code>{HtmlText.Of(id)}</code> {HtmlText.Of(remark)}</p></li>");
            html.Line("</ul>");
        }

        html.Line("</section>");
    }
}
