using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Audit;

/// <summary>The output of <c>audit</c>: for each finding, what is wrong, why it matters, and what to do.</summary>
internal static class AuditText
{
    private const int LongestAnswer = 12;

    /// <summary>Prints the audit of a target.</summary>
    public static void Write(TextWriter output, ReportSection section, int width)
    {
        if (WhySilent(section) is { } reason)
        {
            output.WriteLine($"{Name(section)}: nothing was audited at {section.Target}. {ErrorText.Spaced(reason)}");
            return;
        }

        output.WriteLine($"{Name(section)} at {section.Target}");
        foreach (var each in section.Cases.Where(each => each.Outcome == Outcome.Failed).OrderByDescending(each => each.Rule.Severity))
            WriteFinding(output, each, width);
        WriteReasons(output, section, Outcome.Inconclusive, "cannot tell", width);
        WriteIds(output, "passed", section.Cases.Where(each => each.Outcome == Outcome.Passed), width);
        WriteReasons(output, section, Outcome.NotApplicable, "not applicable", width);
        WriteRemarks(output, section, width);
        output.WriteLine(Summary(section));
        output.WriteLine();
    }

    /// <summary>Why the target did not answer at all, not even in the positive control; null if it answered.</summary>
    public static string? WhySilent(ReportSection section)
    {
        var control = section.Cases.FirstOrDefault(each => string.Equals(each.Id, CheckCatalog.Control.Id, StringComparison.Ordinal));
        return control is { Outcome: Outcome.Inconclusive, Steps.Count: 0 } ? control.Reason : null;
    }

    /// <summary>The message for a target whose logout could not be tried.</summary>
    public static string NoLogout(ReportSection section) =>
        $"{Name(section)}: no logout was exercised, so this audit shows nothing about it.";

    /// <summary>Prints the audit of a contract without a target.</summary>
    public static void WriteReading(TextWriter output, ReportSection section, int width)
    {
        output.WriteLine($"{Name(section)}: {section.Title}");
        WriteRemarks(output, section, width);
        WriteIds(output, "passed", section.Cases.Where(each => each.Outcome == Outcome.Passed && each.Remarks.Count == 0), width);
        WriteReasons(output, section, Outcome.NotApplicable, "not applicable", width);
        output.WriteLine();
    }

    /// <summary>Prints all checks, and the requirements that are not checked.</summary>
    public static void WriteList(TextWriter output)
    {
        foreach (var check in CheckCatalog.All)
            output.WriteLine($"{check.Id,-4} {Words.Of(check.Rule.Severity),-9} {check.Must}");
        foreach (var (id, name, reason) in CheckCatalog.Missing)
            output.WriteLine($"{id,-4} {"-",-9} Not checked: {name}. {reason}");
    }

    /// <summary>Explains one check.</summary>
    public static void WriteExplanation(TextWriter output, Check check, IEnumerable<string> flaws, int width)
    {
        output.WriteLine($"{check.Id} {check.Rule.Name} ({Words.Of(check.Rule.Severity)})");
        Paragraph(output, "must hold", check.Must, width);
        Paragraph(output, "why", check.Rule.Why, width);
        Paragraph(output, "what to do", check.Rule.Fix, width);
        Paragraph(output, "see", string.Join(", ", check.Rule.References), width);
        Paragraph(output, "mock flaws", string.Join(", ", flaws), width);
    }

    private static void WriteFinding(TextWriter output, ReportCase each, int width)
    {
        output.WriteLine();
        output.WriteLine($"FAILED {each.Id} {each.Rule.Name} ({Words.Of(each.Rule.Severity)})");
        Paragraph(output, "must hold", each.Title, width);
        Paragraph(output, "found", each.Reason, width);
        if (each.Steps.FirstOrDefault(step => step.Comparisons.Any(comparison => !comparison.Holds)) is { } step)
            WriteEvidence(output, step, width);
        Paragraph(output, "why", each.Rule.Why, width);
        Paragraph(output, "what to do", each.Rule.Fix, width);
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

    private static void WriteReasons(TextWriter output, ReportSection section, Outcome outcome, string word, int width)
    {
        foreach (var reason in section.Cases.Where(each => each.Outcome == outcome).GroupBy(each => each.Reason, StringComparer.Ordinal))
            Paragraph(output, word, $"{string.Join(", ", reason.Select(each => each.Id))}: {reason.Key}", width);
    }

    private static void WriteIds(TextWriter output, string word, IEnumerable<ReportCase> cases, int width)
    {
        var ids = string.Join(", ", cases.Select(each => $"{each.Id} {each.Rule.Name}"));
        if (ids.Length > 0)
            Paragraph(output, word, ids, width);
    }

    private static void WriteRemarks(TextWriter output, ReportSection section, int width)
    {
        foreach (var (id, remark) in section.Cases.SelectMany(each => each.Remarks.Select(remark => (each.Id, remark))))
            Paragraph(output, "remark", $"{id}: {remark}", width);
        foreach (var remark in section.Remarks)
            Paragraph(output, "remark", remark, width);
    }

    private static string Summary(ReportSection section)
    {
        var (totals, remarks) = (section.Totals, section.Remarks.Count + section.Cases.Sum(each => each.Remarks.Count));
        var verdict = totals switch
        {
            { Failed: > 0 } => "The logout does not meet the requirements above.",
            { Passed: 0, Inconclusive: > 0 } => "Nothing could be checked.",
            { Passed: 0 } => "The contract has no logout to check.",
            _ when remarks > 0 => "No problems found; see the remarks.",
            _ => "No problems found.",
        };
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Passed} passed, {totals.Failed} failed, {totals.Inconclusive} cannot tell, {totals.NotApplicable} not applicable");
        return string.Create(CultureInfo.InvariantCulture, $"  {counts}, {remarks} {(remarks == 1 ? "remark" : "remarks")}. {verdict}");
    }

    private static string Name(ReportSection section) =>
        section.Release is null ? section.Contract : $"{section.Contract} {section.Release}";

    // Wraps at spaces, with a hanging indent.
    private static void Paragraph(TextWriter output, string label, string text, int width)
    {
        const int Indent = 18;
        var line = $"  {label}".PadRight(Indent);
        foreach (var word in ErrorText.Spaced(text).Split(' '))
        {
            if (line.Length > Indent && line.TrimEnd().Length + 1 + word.Length > width)
            {
                output.WriteLine(line.TrimEnd());
                line = new(' ', Indent);
            }

            line += $"{word} ";
        }

        output.WriteLine(line.TrimEnd());
    }

    private static class Words
    {
        public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();
    }
}
