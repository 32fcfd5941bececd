using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Audit;

/// <summary>The output of <c>audit</c>: for each finding, what is wrong, why it matters, and what to do.</summary>
internal static class AuditText
{
    /// <summary>Prints the audit of a target.</summary>
    public static void Write(TextWriter output, ReportSection section, int width)
    {
        if (WhySilent(section) is { } reason)
        {
            output.WriteLine($"{SectionText.Name(section)}: nothing was audited at {section.Target}. {ErrorText.Spaced(reason)}");
            return;
        }

        output.WriteLine($"{SectionText.Name(section)} at {section.Target}");
        SectionText.WriteCases(output, section, width);
        output.WriteLine($"  {SectionText.Counts(section)}. {Verdict(section)}");
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
        $"{SectionText.Name(section)}: no logout was exercised, so this audit shows nothing about it.";

    /// <summary>Prints the audit of a contract without a target.</summary>
    public static void WriteReading(TextWriter output, ReportSection section, int width)
    {
        output.WriteLine($"{SectionText.Name(section)}: {section.Title}");
        SectionText.WriteRemarks(output, section, width);
        var passed = section.Cases.Where(each => each.Outcome == Outcome.Passed && each.Remarks.Count == 0);
        SectionText.WriteIds(output, "passed", passed, width);
        SectionText.WriteReasons(output, section, Outcome.NotApplicable, "not applicable", width);
        output.WriteLine();
    }

    /// <summary>Prints all checks, and the requirements that are not checked.</summary>
    public static void WriteList(TextWriter output)
    {
        foreach (var check in CheckCatalog.All)
            output.WriteLine($"{check.Id,-4} {SectionText.Word(check.Rule.Severity),-9} {check.Must}");
        foreach (var (id, name, reason) in CheckCatalog.Missing)
            output.WriteLine($"{id,-4} {"-",-9} Not checked: {name}. {reason}");
    }

    /// <summary>Explains one check.</summary>
    public static void WriteExplanation(TextWriter output, Check check, IEnumerable<string> flaws, int width)
    {
        SectionText.WriteRule(output, check.Rule, check.Must, width);
        SectionText.Paragraph(output, "mock flaws", string.Join(", ", flaws), width);
    }

    private static string Verdict(ReportSection section) => section.Totals switch
    {
        { Failed: > 0 } => "The logout does not meet the requirements above.",
        { Passed: 0, Inconclusive: > 0 } => "Nothing could be checked.",
        { Passed: 0 } => "The contract has no logout to check.",
        _ when SectionText.RemarksOf(section) > 0 => "No problems found; see the remarks.",
        _ => "No problems found.",
    };
}
