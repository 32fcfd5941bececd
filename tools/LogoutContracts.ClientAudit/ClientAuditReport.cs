using System.Text;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit;

/// <summary>The result of an audit of a client.</summary>
/// <param name="Section">One case per check, for reports.</param>
public sealed record ClientAuditReport(ReportSection Section)
{
    /// <summary>Whether any request came from the client.</summary>
    public bool HasReceivedRequests { get; init; } = true;

    /// <summary>
    /// Whether the client logs in, calls and logs out when nothing is disturbed. Otherwise, the other checks tell nothing.
    /// </summary>
    public bool HasPassedControl => Section.Cases[0].Outcome == Outcome.Passed;

    /// <summary>The checks that the client fails.</summary>
    public ValueList<ReportCase> Findings => Section.Cases.Where(each => each.Outcome == Outcome.Failed).ToValueList();

    /// <summary>The outcome of each check, with the reason if there is one; for the message of a failed test.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var each in Section.Cases)
        {
            text.Append(each.Id).Append(' ').Append(each.Rule.Name).Append(": ").Append(each.Outcome);
            text.Append(each.Reason.Length == 0 ? "" : ". ").Append(each.Reason).Append('\n');
            foreach (var step in each.Outcome == Outcome.Failed ? each.Steps : [])
            {
                text.Append("  ").Append(step.Title).Append('\n')
                    .Append(Indented(step.Evidence.Request)).Append(Indented(step.Evidence.Response));
            }
        }

        return text.ToString();
    }

    private static string Indented(string text) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"    {line}".TrimEnd() + "\n"));
}
