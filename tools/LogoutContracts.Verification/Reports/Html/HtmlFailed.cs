using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the failures, the most severe first, grouped by rule: why it matters and what to do appear once.</summary>
internal static class HtmlFailed
{
    public static void Write(HtmlText html, Report report)
    {
        var failed = ReportWords.Cases(report, Outcome.Failed)
            .GroupBy(each => each.Case.Rule).OrderByDescending(rule => rule.Key.Severity).ToList();
        if (failed.Count == 0)
            return;
        html.Line("<section aria-labelledby=\"failed\">");
        html.Element("h2", "What failed", "id=\"failed\"");
        foreach (var rule in failed)
        {
            Rule(html, rule.Key, rule.Count());
            foreach (var (section, @case) in rule)
                Case(html, report, section, @case);
        }

        html.Line("</section>");
    }

    private static void Rule(HtmlText html, ReportRule rule, int count)
    {
        html.Line("<div class=\"rule\">");
        var severity = ReportWords.Name(rule.Severity);
        html.Line($"<h3>{HtmlText.Of(rule.Name)} <span class=\"severity {severity}\">{severity} severity</span> "
            + $"<span class=\"sub\">{ReportWords.Number(count)} failed</span></h3>");
        html.Line("<dl>");
        Line(html, "Why it matters", rule.Why);
        Line(html, "What to do", rule.Fix);
        Line(html, "See", string.Join(", ", rule.References));
        html.Line("</dl>");
        html.Line("</div>");
    }

    private static void Case(HtmlText html, Report report, ReportSection section, ReportCase @case)
    {
        html.Line($"<article class=\"case\" id=\"{HtmlAnchor.Of(report, section, @case)}\">");
        html.Line($"<h4>{HtmlBadges.Badge(Outcome.Failed)} {HtmlText.Of(@case.Title.Length > 0 ? @case.Title : @case.Id)}</h4>");
        var place = @case.At.File.Length > 0 ? $" · <span class=\"place\">{HtmlText.Of(@case.At.ToString())}</span>" : "";
        var name = HtmlText.Of(ReportWords.Name(section));
        html.Line($"<p class=\"where\"><strong>{name}</strong> · <code>{HtmlText.Of(@case.Id)}</code>{place}</p>");
        if (@case.Reason.Length > 0 || @case.Problems.Count == 0)
            html.Element("p", ReportWords.Why(@case), "class=\"reason\"");
        foreach (var problem in @case.Problems)
            HtmlComparison.Write(html, problem);
        HtmlExchanges.Write(html, @case.Steps, HtmlExchanges.Whole);
        html.Line("</article>");
    }

    private static void Line(HtmlText html, string name, string text)
    {
        if (text.Length > 0)
            html.Line($"<div><dt>{name}</dt><dd>{HtmlText.Of(text)}</dd></div>");
    }
}
