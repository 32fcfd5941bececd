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
                WriteSection(output, result);
        }

        if (results.Count > 1)
            output.WriteLine($"all: {Totals(report.Totals)}");
    }

    /// <summary>Success only if nothing failed, and each contract's run was completed and proved something about logout.</summary>
    public static int ExitCodeOf(IReadOnlyList<VerificationRunResult> results)
    {
        var totals = ReportTotals.Of(results.SelectMany(result => result.Section.Cases));
        if (totals.Failed == 0 && results.Any(result => result is { Outage: not null, HasAnswered: false }))
            return ExitCodes.UsedWrongly;
        return totals.Failed > 0 || results.Any(ProvesNothing) ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }

    private static bool ProvesNothing(VerificationRunResult result) =>
        result.Outage is not null || result.Indistinct is not null || result.HasSeenNoLogout
        || result.Section.Totals is { Passed: 0, Refuted: 0 };

    private static void WriteSection(TextWriter output, VerificationRunResult result)
    {
        var section = result.Section;
        foreach (var failed in section.Cases.Where(each => each.Outcome == Outcome.Failed))
            output.WriteLine(ReportText.Of(failed, section.Contract));
        var inconclusive = section.Cases.Where(each => each.Outcome == Outcome.Inconclusive);
        foreach (var reason in inconclusive.GroupBy(each => each.Reason, StringComparer.Ordinal))
            output.WriteLine($"inconclusive {section.Contract}: {ErrorText.Spaced(reason.Key)} {Ids(reason)}");
        foreach (var refuted in section.Cases.Where(each => each.Outcome == Outcome.Refuted))
            output.WriteLine(ReportText.Of(refuted, section.Contract).ReplaceLineEndings());
        foreach (var remark in section.Remarks)
            output.WriteLine($"remark {section.Contract}: {ErrorText.Spaced(remark)}");
        if (result.Outage is { } outage)
            output.WriteLine($"{section.Contract}: the run ended early. {ErrorText.Spaced(outage)}");
        if (result.Indistinct is { } indistinct)
            output.WriteLine($"{section.Contract}: {indistinct}");
        else if (result.HasSeenNoLogout)
            output.WriteLine($"{section.Contract}: No logout was seen to end a session, so this run proves nothing about logout.");
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
        var refuted = totals.Refuted > 0 ? string.Create(CultureInfo.InvariantCulture, $"{totals.Refuted} refuted, ") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Passed} passed, {totals.Failed} failed, {refuted}{totals.Inconclusive} inconclusive{notApplicable}");
    }
}
