using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the cases that neither passed nor failed, grouped by reason.</summary>
internal static class HtmlUndecided
{
    public static void Write(HtmlText html, Report report, Outcome outcome, string id, string heading)
    {
        var reasons = ReportWords.Cases(report, outcome).GroupBy(each => ReportWords.Why(each.Case), StringComparer.Ordinal).ToList();
        if (reasons.Count == 0)
            return;
        html.Line($"<section aria-labelledby=\"{id}\">");
        html.Line($"<h2 id=\"{id}\">{heading} <span class=\"sub\">{ReportWords.Number(reasons.Sum(reason => reason.Count()))}</span></h2>");
        foreach (var reason in reasons.OrderByDescending(reason => reason.Count()))
        {
            html.Line("<details class=\"reason-group\">");
            html.Line($"<summary>{HtmlBadges.Badge(outcome)} {HtmlText.Of(reason.Key.Length > 0 ? reason.Key : "No reason was given.")} "
                + $"<span class=\"sub\">{ReportWords.Count(reason.Count(), "check", "checks")}</span></summary>");
            html.Line("<ul class=\"cases\">");
            foreach (var (section, @case) in reason)
                HtmlPassed.Case(html, report, section, @case);
            html.Line("</ul>");
            html.Line("</details>");
        }

        html.Line("</section>");
    }
}
