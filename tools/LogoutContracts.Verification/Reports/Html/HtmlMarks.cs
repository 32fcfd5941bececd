namespace LogoutContracts.Verification.Reports.Html;

/// <summary>Outcomes as a sign, a word and a colour, in this order of weight: nobody needs to see the colour.</summary>
internal static class HtmlMarks
{
    public static string Sign(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Passed => "✓",
        CaseOutcome.Failed => "✗",
        CaseOutcome.Inconclusive => "?",
        _ => "–",
    };

    public static string Badge(CaseOutcome outcome) =>
        $"<span class=\"badge {ReportWords.Name(outcome)}\"><span aria-hidden=\"true\">{Sign(outcome)}</span> {ReportWords.Word(outcome)}</span>";

    /// <summary>The worst that there is.</summary>
    public static CaseOutcome Worst(ReportTotals totals) => totals switch
    {
        { Failed: > 0 } => CaseOutcome.Failed,
        { Inconclusive: > 0 } => CaseOutcome.Inconclusive,
        { Passed: > 0 } => CaseOutcome.Passed,
        _ => CaseOutcome.NotApplicable,
    };

    public static int Count(ReportTotals totals, CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Passed => totals.Passed,
        CaseOutcome.Failed => totals.Failed,
        CaseOutcome.Inconclusive => totals.Inconclusive,
        _ => totals.NotApplicable,
    };
}
