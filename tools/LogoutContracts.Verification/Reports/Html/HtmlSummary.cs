using System.Globalization;
using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes the top of the page: the result as a sentence and a bar, the targets, the time and the version.</summary>
internal static class HtmlSummary
{
    private static readonly Outcome[] Order =
        [Outcome.Failed, Outcome.Refuted, Outcome.Inconclusive, Outcome.Passed, Outcome.NotApplicable];

    public static void Write(HtmlText html, Report report)
    {
        var totals = report.Totals;
        html.Line($"<header class=\"{ReportWords.Name(HtmlBadges.Worst(totals))}\">");
        html.Element("p", $"logout-contracts {report.Command}", "class=\"tool\"");
        html.Element("h1", $"{ReportWords.Verdict(totals)}.");
        if (Rest(totals) is { Length: > 0 } rest)
            html.Element("p", rest, "class=\"rest\"");
        Bar(html, totals);
        Facts(html, report);
        html.Line("</header>");
    }

    /// <summary>The totals that are not in the heading.</summary>
    private static string Rest(ReportTotals totals)
    {
        var sentences = new List<string>();
        if (totals is { Failed: > 0, Passed: > 0 })
            sentences.Add($"{ReportWords.Number(totals.Passed)} passed.");
        if (totals is { Failed: > 0, Refuted: > 0 })
            sentences.Add($"{ReportWords.Number(totals.Refuted)} refuted an assumption.");
        if (totals is { Inconclusive: > 0 } && (totals.Failed > 0 || totals.Passed > 0))
            sentences.Add($"{ReportWords.Number(totals.Inconclusive)} could not be decided.");
        if (totals.NotApplicable > 0)
            sentences.Add($"{ReportWords.Count(totals.NotApplicable, "does", "do")} not apply.");
        return string.Join(' ', sentences);
    }

    /// <summary>The style rules that give the parts of the bar their widths.</summary>
    public static string BarWidths(ReportTotals totals) => string.Concat(Order.Select(outcome => string.Create(
        CultureInfo.InvariantCulture, $".bar .{ReportWords.Name(outcome)} {{ flex-grow: {HtmlBadges.Count(totals, outcome)}; }}\n")));

    private static void Bar(HtmlText html, ReportTotals totals)
    {
        if (totals.All == 0)
            return;
        html.Line("<div class=\"bar\" aria-hidden=\"true\">");
        foreach (var outcome in Order.Where(outcome => HtmlBadges.Count(totals, outcome) > 0))
            html.Line($"<span class=\"{ReportWords.Name(outcome)}\"></span>");
        html.Line("</div>");
        html.Line("<nav aria-label=\"Outcomes\"><ul class=\"legend\">");
        foreach (var outcome in Order.Where(outcome => HtmlBadges.Count(totals, outcome) > 0))
        {
            var count = ReportWords.Number(HtmlBadges.Count(totals, outcome));
            var rest = outcome == Outcome.Failed ? "" : $" class=\"{HtmlFilter.Rest}\"";
            html.Line($"<li{rest}><a href=\"#{ReportWords.Name(outcome)}\"><strong>{count}</strong> {HtmlBadges.Badge(outcome)}</a></li>");
        }

        html.Line("</ul></nav>");
    }

    private static void Facts(HtmlText html, Report report)
    {
        html.Line("<dl class=\"facts\">");
        var targets = report.Sections.Select(section => section.Target)
            .Where(target => target.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (targets.Count > 0)
            Fact(html, targets.Count == 1 ? "Target" : "Targets", string.Join(", ", targets));
        Fact(html, "Started", ReportWords.Time(report.Started));
        Fact(html, "Took", ReportWords.Duration(report.Duration));
        Fact(html, "Version", report.Version);
        html.Line("</dl>");
    }

    private static void Fact(HtmlText html, string name, string value) =>
        html.Line($"<div><dt>{HtmlText.Of(name)}</dt><dd>{HtmlText.Of(value)}</dd></div>");
}
