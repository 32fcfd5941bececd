using LogoutContracts.Verification.Reports.Html.Markup;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html;

/// <summary>
/// Writes the choice between all results and the failures alone. The style sheet hides the rest, so that it works without a script, also in
/// a sandboxed frame.
/// </summary>
internal static class HtmlFilter
{
    /// <summary>The class of what is hidden while only failures are shown.</summary>
    public const string Rest = "rest-of-results";

    public static void Write(HtmlText html, ReportTotals totals)
    {
        if (totals.Failed == 0 || totals.Failed == totals.All)
            return;
        html.Line("<fieldset class=\"filter\">");
        html.Line("<legend>Show</legend>");
        html.Line("<label><input type=\"radio\" name=\"show\" id=\"show-all\" checked> all results</label>");
        html.Line("<label><input type=\"radio\" name=\"show\" id=\"show-failed\"> only failures</label>");
        html.Line($"<p role=\"status\"><span class=\"{Rest}\">All {ReportWords.Number(totals.All)} checks are shown.</span>"
            + $"<span class=\"only-failed\">Only {ReportWords.Count(totals.Failed, "failure is", "failures are")} shown, "
            + $"of {ReportWords.Number(totals.All)} checks.</span></p>");
        html.Line("</fieldset>");
    }
}
