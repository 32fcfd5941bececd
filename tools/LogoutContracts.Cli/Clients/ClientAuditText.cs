using LogoutContracts.Cli.Audit;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Checks;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Clients;

/// <summary>The output of <c>audit-client</c>.</summary>
internal static class ClientAuditText
{
    /// <summary>Prints the audit of a client.</summary>
    public static void Write(TextWriter output, ClientAuditReport report, int width)
    {
        var section = report.Section;
        if (!report.HasReceivedRequests)
        {
            output.WriteLine($"{SectionText.Name(section)}: no request came from {section.Target}, so nothing was audited.");
            SectionText.Paragraph(output, "found", section.Cases[0].Reason, width);
            SectionText.Paragraph(output, "what to do", section.Cases[0].Rule.Fix, width);
            return;
        }

        output.WriteLine($"{SectionText.Name(section)} and {section.Target}");
        SectionText.WriteCases(output, section, width);
        output.WriteLine($"  {SectionText.Counts(section)}. {Verdict(section)}");
        output.WriteLine();
    }

    /// <summary>Prints all checks and scenarios.</summary>
    public static void WriteList(TextWriter output, ClientAuditOptions options)
    {
        foreach (var check in ClientCheckCatalog.All)
            output.WriteLine($"{check.Id,-18} {SectionText.Word(check.Rule.Severity),-9} {check.Must}");
        foreach (var scenario in ScenarioCatalog.All(options))
            output.WriteLine($"{scenario.Name,-18} {"scenario",-9} {scenario.Summary}");
    }

    /// <summary>Explains one check.</summary>
    public static void WriteExplanation(TextWriter output, ClientCheck check, int width) =>
        SectionText.WriteRule(output, check.Rule, check.Must, width);

    private static string Verdict(ReportSection section) => section.Totals switch
    {
        { Failed: > 0 } => "The client does not meet the requirements above.",
        { Inconclusive: > 0 } => "No problem was confirmed.",
        _ when SectionText.RemarksOf(section) > 0 => "No problems found; see the remarks.",
        _ => "No problems found.",
    };
}
