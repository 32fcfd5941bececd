using System.Globalization;
using System.Text;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes a summary of limited length for the page of a CI job: totals, failures and reasons, and how much is left out.</summary>
internal static class MarkdownReport
{
    private const int MostSections = 50;
    private const int MostFailures = 20;
    private const int MostProblems = 5;
    private const int MostReasons = 15;
    private const int MostIds = 6;
    private const int MostRemarks = 40;
    private const int LongestText = 500;

    public static string Write(Report report)
    {
        var text = new StringBuilder();
        Line(text, $"## {Mark(report.Totals)} {ReportWords.Verdict(report.Totals)}\n");
        var program = $"logout-contracts {Markdown.Inline(report.Command)} {Markdown.Inline(report.Version)}";
        Line(text, $"{program}, {ReportWords.Time(report.Started)}, {ReportWords.Duration(report.Duration)}\n");
        Totals(text, report);
        Failures(text, report);
        Refuted(text, report);
        Unknown(text, report, Outcome.Inconclusive, "Inconclusive");
        Unknown(text, report, Outcome.NotApplicable, "Not applicable");
        Remarks(text, report);
        return text.ToString();
    }

    private static void Totals(StringBuilder text, Report report)
    {
        if (report.Sections.Count == 0)
            return;
        Line(text, "| contract | target | failed | refuted | inconclusive | passed | not applicable | coverage |");
        Line(text, "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |");
        foreach (var section in report.Sections.Take(MostSections))
        {
            var name = $"{Markdown.Inline(ReportWords.Name(section))} | {Markdown.Code(Short(section.Target))}";
            var coverage = Markdown.Inline(string.Join("; ", section.Coverage.Select(Coverage)));
            Line(text, $"| {name} | {Numbers(section.Totals)} | {coverage} |");
        }

        if (report.Sections.Count > 1)
            Line(text, $"| **all** | | {Numbers(report.Totals)} | |");
        text.Append('\n');
        More(text, report.Sections.Count - MostSections, "contract");
    }

    private static void Failures(StringBuilder text, Report report)
    {
        var failed = ReportWords.Cases(report, Outcome.Failed).OrderByDescending(each => each.Case.Rule.Severity).ToList();
        if (failed.Count == 0)
            return;
        Line(text, "### Failed\n");
        foreach (var (section, @case) in failed.Take(MostFailures))
        {
            var name = $"{Markdown.Inline(Short(ReportWords.Name(section)))}: {Markdown.Code(Short(@case.Id))}";
            var place = @case.At.File.Length > 0 ? $"({Markdown.Code(Short(@case.At.ToString()))})" : "";
            Line(text, $"#### {name} ({ReportWords.Name(@case.Rule.Severity)})\n");
            Line(text, $"{Markdown.Inline(Short(@case.Title))} {place}\n");
            Line(text, $"{Markdown.Inline(Short(ReportWords.Why(@case)))}\n");
            if (@case.Problems.Count > 0)
                Line(text, Markdown.Block(ProblemsOf(@case.Problems)));
            if (@case.Rule.Fix.Length > 0)
                Line(text, $"What to do: {Markdown.Inline(Short(@case.Rule.Fix))}\n");
        }

        More(text, failed.Count - MostFailures, "failure");
    }

    private static void Refuted(StringBuilder text, Report report)
    {
        var refuted = ReportWords.Cases(report, Outcome.Refuted).ToList();
        if (refuted.Count == 0)
            return;
        Line(text, "### Refuted\n\nThe answers differ only in what the contract assumes. Correct the spec.\n");
        foreach (var (section, @case) in refuted.Take(MostFailures))
        {
            Line(text, $"#### {Markdown.Inline(Short(ReportWords.Name(section)))}: {Markdown.Code(Short(@case.Id))}\n");
            Line(text, $"{Markdown.Inline(Short(ReportWords.Why(@case)))}\n");
            if (@case.Correction.Length > 0)
                Line(text, Markdown.Block(Short(@case.Correction)));
        }

        More(text, refuted.Count - MostFailures, "refuted case");
    }

    private static string ProblemsOf(ValueList<Comparison> problems)
    {
        var lines = problems.Take(MostProblems)
            .Select(problem => new Comparison(problem.Part, Short(problem.Expected), Short(problem.Actual)).ToString());
        var more = problems.Count - MostProblems;
        return string.Join('\n', more > 0 ? [.. lines, string.Create(CultureInfo.InvariantCulture, $"… and {more} more")] : lines);
    }

    private static void Unknown(StringBuilder text, Report report, Outcome outcome, string heading)
    {
        var reasons = ReportWords.Cases(report, outcome)
            .GroupBy(each => ReportWords.Why(each.Case), each => $"{each.Section.Contract}.{each.Case.Id}", StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        if (reasons.Count == 0)
            return;
        Line(text, $"### {heading}\n\n| reason | cases | |\n| --- | ---: | --- |");
        foreach (var reason in reasons.Take(MostReasons))
        {
            var ids = reason.Take(MostIds).Select(id => Markdown.Code(Short(id)));
            var shown = string.Join(", ", reason.Count() > MostIds ? [.. ids, "…"] : ids);
            Line(text, $"| {Markdown.Inline(Short(reason.Key))} | {ReportWords.Number(reason.Count())} | {shown} |");
        }

        text.Append('\n');
        More(text, reasons.Count - MostReasons, "reason");
    }

    private static void Remarks(StringBuilder text, Report report)
    {
        var remarks = report.Sections.SelectMany(section => section.Remarks.Select(remark => (Id: section.Contract, Text: remark))
            .Concat(section.Cases.SelectMany(
                @case => @case.Remarks.Select(remark => (Id: $"{section.Contract}.{@case.Id}", Text: remark))))).ToList();
        if (remarks.Count == 0)
            return;
        Line(text, "### Remarks\n");
        foreach (var remark in remarks.Take(MostRemarks))
            Line(text, $"- {Markdown.Code(Short(remark.Id))} {Markdown.Inline(Short(remark.Text))}");
        text.Append('\n');
        More(text, remarks.Count - MostRemarks, "remark");
    }

    private static string Coverage(Coverage coverage) =>
        string.Create(CultureInfo.InvariantCulture, $"{coverage.Exercised} of {coverage.Total} {coverage.Of}");

    private static string Numbers(ReportTotals totals)
    {
        int[] numbers = [totals.Failed, totals.Refuted, totals.Inconclusive, totals.Passed, totals.NotApplicable];
        return string.Join(" | ", numbers.Select(ReportWords.Number));
    }

    private static string Mark(ReportTotals totals) => totals switch
    {
        { Failed: > 0 } => "❌",
        { Inconclusive: > 0 } => "⚠️",
        { Passed: > 0 } => "✅",
        _ => "⚠️",
    };

    private static void More(StringBuilder text, int count, string what)
    {
        if (count > 0)
            Line(text, $"… and {ReportWords.Count(count, $"more {what}", $"more {what}s")}; the other report formats show all.\n");
    }

    private static string Short(string text) => ReportWords.Shortened(text, LongestText);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
