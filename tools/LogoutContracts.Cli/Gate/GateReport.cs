using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Diff;
using LogoutContracts.Cli.Gate.Parts;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Gate;

/// <summary>The result as a report, for all formats: one section per part, one case per finding.</summary>
internal static class GateReport
{
    public static Report Of(GateResult result, DateTimeOffset started, TimeSpan duration) => new(
        "gate", ProgramInfo.Version, started, duration,
        result.Parts.Select(part => Section(result, part, DateOnly.FromDateTime(started.UtcDateTime))).ToValueList());

    private static ReportSection Section(GateResult result, PartResult part, DateOnly today)
    {
        var cases = part.Findings.Select((finding, index) => Case(result, finding, NumberOf(part, index), today))
            .Concat(part.Undecided.Select((reason, index) => Case($"undecided.{index + 1}", Outcome.Inconclusive, reason))).ToList();
        if (cases.Count == 0)
            cases.Add(Case(part.Part, part.IsSkipped ? Outcome.NotApplicable : Outcome.Passed, part.IsSkipped ? part.Summary : ""));
        return new(part.Part, part.Summary, null, "", cases.ToValueList(), []);
    }

    private static ReportCase Case(GateResult result, GateFinding finding, string number, DateOnly today)
    {
        if (finding.Change is { } change)
            return DiffReport.Of(change, result.FailOn, today);
        var isFailed = result.Fails(finding);
        var text = string.Join(' ', new[] { finding.Text, finding.Fix }.Where(each => each.Length > 0));
        var contract = finding.Contract.Length > 0 ? $"{finding.Contract}." : "";
        var rule = new ReportRule(finding.Rule, finding.Rule, SeverityOf(finding.Level), "", "", []);
        return new(
            $"{contract}{finding.Id}{number}", rule, finding.Title, isFailed ? Outcome.Failed : Outcome.Passed, isFailed ? text : "",
            finding.At ?? new("", 0, 0), TimeSpan.Zero, [], [])
        {
            IsNotice = !isFailed,
            Remarks = isFailed ? [] : [$"{finding.Title} {text}".TrimEnd()],
        };
    }

    private static ReportCase Case(string id, Outcome outcome, string reason) => new(
        id, new(id, id, Severity.High, "", "", []), "", outcome, reason, new("", 0, 0), TimeSpan.Zero, [], []);

    // Ids are unique in a section; diagnostics of one rule are several.
    private static string NumberOf(PartResult part, int index)
    {
        var (id, contract) = (part.Findings[index].Id, part.Findings[index].Contract);
        var before = part.Findings.Take(index).Count(other => string.Equals(other.Id, id, StringComparison.Ordinal)
            && string.Equals(other.Contract, contract, StringComparison.Ordinal));
        return before == 0 ? "" : $".{ErrorText.Number(before + 1)}";
    }

    private static Severity SeverityOf(ChangeLevel level) => level switch
    {
        ChangeLevel.Error => Severity.High,
        ChangeLevel.Warning => Severity.Medium,
        _ => Severity.Low,
    };
}
