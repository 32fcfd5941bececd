using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Verify;

/// <summary>The output of <c>verify</c>: failures in full, inconclusive cases by reason, and totals.</summary>
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

    /// <summary>Success only if something was seen to hold in every contract.</summary>
    public static int ExitCodeOf(IReadOnlyList<VerificationRunResult> results)
    {
        var totals = ReportTotals.Of(results.SelectMany(result => result.Section.Cases));
        if (totals.Failed == 0 && results.Any(result => result is { Outage: not null, HasAnswered: false }))
            return ExitCodes.UsedWrongly;
        var isIncomplete = results.Any(result => result.Outage is not null || result.Section.Totals.Passed == 0);
        return totals.Failed > 0 || isIncomplete ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }

    private static void WriteSection(TextWriter output, ReportSection section, string? outage)
    {
        foreach (var failed in section.Cases.Where(each => each.Outcome == Outcome.Failed))
            output.WriteLine(ReportText.Of(failed, section.Contract));
        var inconclusive = section.Cases.Where(each => each.Outcome == Outcome.Inconclusive);
        foreach (var reason in inconclusive.GroupBy(each => each.Reason, StringComparer.Ordinal))
            output.WriteLine($"inconclusive {section.Contract}: {ErrorText.Spaced(reason.Key)} {Ids(reason)}");
        if (outage is not null)
            output.WriteLine($"{section.Contract}: the run ended early. {ErrorText.Spaced(outage)}");
        var name = section.Release is null ? section.Contract : $"{section.Contract} {section.Release}";
        var coverage = string.Join(", ", section.Coverage.Select(Text));
        output.WriteLine($"{name} at {section.Target}: {Totals(section.Totals)}; {coverage} exercised");
    }

    // A long list of ids is cut; '--dry-run' shows all.
    private static string Ids(IEnumerable<ReportCase> cases)
    {
        var ids = cases.Select(each => each.Id).ToList();
        return ids.Count <= 8
            ? $"({string.Join(", ", ids)})"
            : string.Create(CultureInfo.InvariantCulture, $"({string.Join(", ", ids.Take(7))} and {ids.Count - 7} more)");
    }

    private static string Text(Coverage coverage) =>
        string.Create(CultureInfo.InvariantCulture, $"{coverage.Exercised} of {coverage.Total} {coverage.Of}");

    private static string Totals(ReportTotals totals)
    {
        var notApplicable = totals.NotApplicable > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {totals.NotApplicable} not applicable") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Passed} passed, {totals.Failed} failed, {totals.Inconclusive} inconclusive{notApplicable}");
    }
}
