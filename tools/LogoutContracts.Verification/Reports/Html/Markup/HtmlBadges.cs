using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports.Html.Markup;

/// <summary>Outcomes as a sign, a word and a colour. Readers who do not see the colour miss nothing.</summary>
internal static class HtmlBadges
{
    public static string Sign(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "✓",
        Outcome.Failed => "✗",
        Outcome.Inconclusive => "?",
        Outcome.Refuted => "≠",
        _ => "–",
    };

    public static string Badge(Outcome outcome) =>
        $"<span class=\"badge {ReportWords.Name(outcome)}\"><span aria-hidden=\"true\">{Sign(outcome)}</span> "
        + $"{ReportWords.Word(outcome)}</span>";

    /// <summary>The worst outcome among the cases.</summary>
    public static Outcome Worst(ReportTotals totals) => totals switch
    {
        { Failed: > 0 } => Outcome.Failed,
        { Refuted: > 0 } => Outcome.Refuted,
        { Inconclusive: > 0 } => Outcome.Inconclusive,
        { Passed: > 0 } => Outcome.Passed,
        _ => Outcome.NotApplicable,
    };

    public static int Count(ReportTotals totals, Outcome outcome) => outcome switch
    {
        Outcome.Passed => totals.Passed,
        Outcome.Failed => totals.Failed,
        Outcome.Inconclusive => totals.Inconclusive,
        Outcome.Refuted => totals.Refuted,
        _ => totals.NotApplicable,
    };
}
