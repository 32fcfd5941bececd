using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the weaknesses of the contracts themselves, for which a target that meets them is not to blame.</summary>
internal static class HtmlRemarks
{
    public static void Write(HtmlText html, Report report)
    {
        var sections = report.Sections.Where(section => section.Cases.Any(@case => @case.Remarks.Count > 0)).ToList();
        if (sections.Count == 0)
            return;
        html.Line("<section aria-labelledby=\"remarks\">");
        html.Line("<h2 id=\"remarks\">Weaknesses of the contracts themselves</h2>");
        foreach (var section in sections)
        {
            html.Element("h3", ReportWords.Name(section));
            html.Line("<ul class=\"cases\">");
            foreach (var (id, remark) in section.Cases.SelectMany(@case => @case.Remarks.Select(remark => (@case.Id, remark))))
                html.Line($"<li><p><code>{HtmlText.Of(id)}</code> {HtmlText.Of(remark)}</p></li>");
            html.Line("</ul>");
        }

        html.Line("</section>");
    }
}
