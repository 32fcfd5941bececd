using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Verify;

/// <summary>What <c>verify</c> prints: each failure whole, what is inconclusive by its reason, and totals.</summary>
internal static class VerifyText
{
    public static void Write(TextWriter output, Report report, IReadOnlyList<VerificationRunResult> results)
    {
        foreach (var result in results)
        {
            if (result is { Outage: { } outage, HasAnswered: false })
                output.WriteLine($"{result.Section.Contract}: nothing was verified at {result.Section.Target}. {ErrorText.Spaced(outage)}");
            else
                WriteSection(output, result.Section, result.Outage);
        }

        if (results.Count > 1)
            output.WriteLine($"all: {Totals(report.Totals)}");
    }

    /// <summary>Never fine where nothing was seen to hold.</summary>
    public static int ExitCodeOf(IReadOnlyList<VerificationRunResult> results)
    {
        var totals = ReportTotals.Of(results.SelectMany(result => result.Section.Cases));
        if (totals.Failed == 0 && results.Any(result => result is { Outage: not null, HasAnswered: false }))
            return ExitCodes.UsedWrongly;
        return totals.Failed > 0 || results.Any(result => result.Outage is not null || result.Section.Totals.Passed == 0) ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }

    private static void WriteSection(TextWriter output, ReportSection section, string? outage)
    {
        foreach (var failed in section.Cases.Where(each => each.Outcome == Outcome.Failed))
            output.WriteLine(ReportText.Of(failed, section.Contract));
        foreach (var reason in section.Cases.Where(each => each.Outcome == Outcome.Inconclusive).GroupBy(each => each.Reason, StringComparer.Ordinal))
            output.WriteLine($"inconclusive {section.Contract}: {ErrorText.Spaced(reason.Key)} {Ids(reason)}");
        if (outage is not null)
            output.WriteLine($"{section.Contract}: the run ended early. {ErrorText.Spaced(outage)}");
        output.WriteLine($"{section.Contract}{(section.Release is null ? "" : $" {section.Release}")} at {section.Target}: {Totals(section.Totals)}; {string.Join(", ", section.Coverage.Select(Text))} exercised");
    }

    // What was not tried at all is counted; who wants the ids has --dry-run.
    private static string Ids(IEnumerable<ReportCase> cases)
    {
        var ids = cases.Select(each => each.Id).ToList();
        return ids.Count <= 8 ? $"({string.Join(", ", ids)})" : string.Create(CultureInfo.InvariantCulture, $"({string.Join(", ", ids.Take(7))} and {ids.Count - 7} more)");
    }

    private static string Text(Coverage coverage) => string.Create(CultureInfo.InvariantCulture, $"{coverage.Exercised} of {coverage.Total} {coverage.Of}");

    private static string Totals(ReportTotals totals) => string.Create(
        CultureInfo.InvariantCulture, $"{totals.Passed} passed, {totals.Failed} failed, {totals.Inconclusive} inconclusive{(totals.NotApplicable > 0 ? $", {totals.NotApplicable} not applicable" : "")}");
}
