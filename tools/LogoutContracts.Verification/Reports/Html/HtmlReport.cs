using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Writes one self-contained page without scripts, fonts or images: totals first, then failures, then the rest.</summary>
internal static class HtmlReport
{
    private static readonly string Style = Embedded("report.css");

    public static string Write(Report report)
    {
        var html = new HtmlText();
        var style = $"\n{Style}{HtmlSummary.BarWidths(report.Totals)}";
        var verdict = ReportWords.Verdict(report.Totals);
        html.Line("<!doctype html>");
        html.Line("<html lang=\"en\">");
        html.Line("<head>");
        html.Line("<meta charset=\"utf-8\">");
        html.Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Line("<meta name=\"color-scheme\" content=\"light dark\">");

        // A second line of defence behind HtmlText: markup from a target cannot run or load anything.
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        html.Line("<meta http-equiv=\"Content-Security-Policy\" "
            + $"content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">");
        html.Element("title", $"{verdict} – logout-contracts {report.Command}");
        html.Line($"<style>{style}</style>");
        html.Line("</head>");
        html.Line("<body>");
        html.Line("<a class=\"skip\" href=\"#main\">Skip to the results</a>");
        HtmlSummary.Write(html, report);
        html.Line("<main id=\"main\">");
        HtmlFilter.Write(html, report.Totals);
        HtmlContracts.Write(html, report);
        HtmlMatrix.Write(html, report);
        HtmlFailed.Write(html, report);
        html.Line($"<div class=\"{HtmlFilter.Rest}\">");
        HtmlRefuted.Write(html, report);
        HtmlUndecided.Write(html, report, Outcome.Inconclusive, "inconclusive", "Inconclusive");
        HtmlPassed.Write(html, report);
        HtmlUndecided.Write(html, report, Outcome.NotApplicable, "not-applicable", "Not applicable");
        HtmlRemarks.Write(html, report);
        html.Line("</div>");
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
        Meaning(html, Outcome.Passed, "The target does what the contract says.");
        Meaning(html, Outcome.Failed, "The target does something else. The line of the spec and the exchanges are next to it.");
        Meaning(html, Outcome.Refuted, "The target does something else, but only where the contract assumes. Correct the spec.");
        Meaning(
            html, Outcome.Inconclusive,
            "The target could not be brought into the state that the check needs, so nothing is known. This does not mean passed.");
        Meaning(html, Outcome.NotApplicable, "The contract does not require it of this target.");
        html.Line("</dl>");
        html.Line("<p>Credentials appear as the first eight digits of their SHA-256, such as <code>sha256:0123abcd…</code>: you can see "
            + "whether two are equal, but not use them. <code>[1-8]</code> after it means only its characters 1 to 8, and "
            + "<code>[base64]</code> its Base64. Invisible and control characters appear as their code, "
            + "such as <code>⟨U+202E⟩</code>.</p>");
        html.Element("p", $"logout-contracts {report.Version}");
        html.Line("</footer>");
    }

    private static void Meaning(HtmlText html, Outcome outcome, string meaning) =>
        html.Line($"<div><dt>{HtmlBadges.Badge(outcome)}</dt><dd>{HtmlText.Of(meaning)}</dd></div>");

    private static string Embedded(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
