using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>One page that needs nothing else: no script, no font, no picture, nothing from anywhere. Totals first, then what failed, then the rest.</summary>
internal static class HtmlReport
{
    private static readonly string Style = Embedded("report.css");

    public static string Write(Report report)
    {
        var html = new HtmlText();
        var verdict = ReportWords.Verdict(report.Totals);
        html.Line("<!doctype html>");
        html.Line("<html lang=\"en\">");
        html.Line("<head>");
        html.Line("<meta charset=\"utf-8\">");
        html.Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Line("<meta name=\"color-scheme\" content=\"light dark\">");

        // Should a text of the target's ever get out of its place, nothing in it runs or loads.
        html.Line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">");
        html.Element("title", $"{verdict} – logout-contracts {report.Command}");
        html.Line($"<style>\n{Style}</style>");
        html.Line("</head>");
        html.Line("<body>");
        html.Line("<a class=\"skip\" href=\"#main\">Skip to the results</a>");
        HtmlSummary.Write(html, report);
        html.Line("<main id=\"main\">");
        HtmlContracts.Write(html, report);
        HtmlFailed.Write(html, report);
        HtmlRefuted.Write(html, report);
        HtmlUndecided.Write(html, report, Outcome.Inconclusive, "inconclusive", "Not decided");
        HtmlPassed.Write(html, report);
        HtmlUndecided.Write(html, report, Outcome.NotApplicable, "not-applicable", "Not applicable");
        HtmlRemarks.Write(html, report);
        html.Line("</main>");
        Footer(html, report);
        html.Line("</body>");
        html.Line("</html>");
        return html.ToString();
    }

    private static void Footer(HtmlText html, Report report)
    {
        html.Line("<footer>");
        html.Line("<h2>What the words mean</h2>");
        html.Line("<dl>");
        Meaning(html, Outcome.Passed, "The target did what the contract says.");
        Meaning(html, Outcome.Failed, "It did something else. The spec's line, and what was said on the wire, stand beside it.");
        Meaning(html, Outcome.Refuted, "It did something else, but only where the contract assumes. Correct the spec.");
        Meaning(html, Outcome.Inconclusive, "The target could not be brought to where the question makes sense, so nothing is known. Never read it as passed.");
        Meaning(html, Outcome.NotApplicable, "The contract does not ask for it.");
        html.Line("</dl>");
        html.Line("<p>Credentials appear as the first eight digits of their SHA-256, <code>sha256:…</code>: enough to see that two are the same, too little to use. "
            + "What does not show, or turns the line around, appears as its number, <code>⟨U+202E⟩</code>.</p>");
        html.Element("p", $"logout-contracts {report.Version}");
        html.Line("</footer>");
    }

    private static void Meaning(HtmlText html, Outcome outcome, string meaning) => html.Line($"<div><dt>{HtmlBadges.Badge(outcome)}</dt><dd>{HtmlText.Of(meaning)}</dd></div>");

    private static string Embedded(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
