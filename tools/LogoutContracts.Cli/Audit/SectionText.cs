using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Audit;

/// <summary>Prints the cases of an audit: findings with what is wrong, why it matters, and what to do; the others by their ids.</summary>
internal static class SectionText
{
    private const int LongestAnswer = 12;

    /// <summary>Prints findings, worst first, then what is inconclusive, passed and not applicable, and the remarks.</summary>
    public static void WriteCases(TextWriter output, ReportSection section, int width)
    {
        foreach (var each in section.Cases.Where(each => each.Outcome == Outcome.Failed).OrderByDescending(each => each.Rule.Severity))
            WriteFinding(output, each, width);
        WriteReasons(output, section, Outcome.Inconclusive, "cannot tell", width);
        WriteIds(output, "passed", section.Cases.Where(each => each.Outcome == Outcome.Passed), width);
        WriteReasons(output, section, Outcome.NotApplicable, "not applicable", width);
        WriteRemarks(output, section, width);
    }

    /// <summary>The contract and its release.</summary>
    public static string Name(ReportSection section) =>
        section.Release is null ? section.Contract : $"{section.Contract} {section.Release}";

    /// <summary>The number of remarks on the section and on its cases.</summary>
    public static int RemarksOf(ReportSection section) => section.Remarks.Count + section.Cases.Sum(each => each.Remarks.Count);

    /// <summary>The numbers of cases by outcome, and of remarks.</summary>
    public static string Counts(ReportSection section)
    {
        var (totals, remarks) = (section.Totals, RemarksOf(section));
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Passed} passed, {totals.Failed} failed, {totals.Inconclusive} cannot tell, {totals.NotApplicable} not applicable");
        return string.Create(CultureInfo.InvariantCulture, $"{counts}, {remarks} {(remarks == 1 ? "remark" : "remarks")}");
    }

    /// <summary>Explains a rule.</summary>
    public static void WriteRule(TextWriter output, ReportRule rule, string must, int width)
    {
        output.WriteLine($"{rule.Id} {rule.Name} ({Word(rule.Severity)})");
        Paragraph(output, "must hold", must, width);
        Paragraph(output, "why", rule.Why, width);
        Paragraph(output, "what to do", rule.Fix, width);
        if (rule.References.Count > 0)
            Paragraph(output, "see", string.Join(", ", rule.References), width);
    }

    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static void WriteFinding(TextWriter output, ReportCase each, int width)
    {
        output.WriteLine();
        output.WriteLine($"FAILED {each.Id} {each.Rule.Name} ({Word(each.Rule.Severity)})");
        Paragraph(output, "must hold", each.Title, width);
        Paragraph(output, "found", each.Reason, width);
        if (each.Steps.FirstOrDefault(step => step.Comparisons.Any(comparison => !comparison.Holds)) is { } step)
            WriteEvidence(output, step, width);
        Paragraph(output, "why", each.Rule.Why, width);
        Paragraph(output, "what to do", each.Rule.Fix, width);
        if (each.Rule.References.Count > 0)
            Paragraph(output, "see", string.Join(", ", each.Rule.References), width);
        output.WriteLine();
    }

    // Only the first exchange that failed. The reports have all of them.
    private static void WriteEvidence(TextWriter output, ReportStep step, int width)
    {
        var failed = step.Comparisons.Where(comparison => !comparison.Holds).Select(comparison => comparison.InOneLine);
        Paragraph(output, "seen", $"{string.Join("; ", failed)} ({step.Title})", width);
        var answer = Lines(step.Evidence.Response);
        var shown = Lines(step.Evidence.Request).Select(line => $"> {line}").Concat(answer.Take(LongestAnswer).Select(line => $"< {line}"));
        foreach (var line in answer.Length > LongestAnswer ? shown.Append("< …") : shown)
            output.WriteLine($"                  {line}".TrimEnd());
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    public static void WriteReasons(TextWriter output, ReportSection section, Outcome outcome, string word, int width)
    {
        foreach (var reason in section.Cases.Where(each => each.Outcome == outcome).GroupBy(each => each.Reason, StringComparer.Ordinal))
            Paragraph(output, word, $"{string.Join(", ", reason.Select(each => each.Id))}: {reason.Key}", width);
    }

    public static void WriteIds(TextWriter output, string word, IEnumerable<ReportCase> cases, int width)
    {
        var ids = string.Join(", ", cases.Select(each => $"{each.Id} {each.Rule.Name}"));
        if (ids.Length > 0)
            Paragraph(output, word, ids, width);
    }

    public static void WriteRemarks(TextWriter output, ReportSection section, int width)
    {
        foreach (var (id, remark) in section.Cases.SelectMany(each => each.Remarks.Select(remark => (each.Id, remark))))
            Paragraph(output, "remark", $"{id}: {remark}", width);
        foreach (var remark in section.Remarks)
            Paragraph(output, "remark", remark, width);
    }

    /// <summary>Prints a labelled paragraph, wrapped at spaces, with a hanging indent.</summary>
    public static void Paragraph(TextWriter output, string label, string text, int width) =>
        LabelledText.Write(output, label, text, indent: 18, width);
}
