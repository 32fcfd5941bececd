using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Drift;

/// <summary>A contract compared with its document, for the reports.</summary>
internal static class DriftSection
{
    /// <param name="failsOn">Findings below this level pass, with a remark.</param>
    public static ReportSection Of(Contract contract, DocumentPage page, DriftResult result, DriftLevel failsOn)
    {
        var cases = result.Findings.Select(finding => CaseOf(contract, page, finding, failsOn))
            .Concat(result.Found.Select(found => CaseOf(contract, page, found)))
            .Concat(result.WhyNot.Length > 0 ? [NotJudged(contract, result)] : []);
        return new(contract.Id, contract.Title, null, page.Name, cases.ToValueList(), []);
    }

    private static ReportCase CaseOf(Contract contract, DocumentPage page, DriftFinding finding, DriftLevel failsOn)
    {
        var (isFailure, line) = (finding.Rule.Level >= failsOn, finding.PageLine ?? 1);
        var isInSpec = finding.At is not null || string.Equals(page.Name, PageInput.StandardInput, StringComparison.Ordinal);
        var at = isInSpec ? ReportLocation.Of(contract.File, finding.At ?? contract.IdAt) : new(page.Name, line, 1);
        var text = $"{finding.Rule.Name}: {finding.Fact} ({DriftText.PlaceOf(contract, page, finding)}). {finding.Reason}";
        return new(
            finding.Id, RuleOf(finding.Rule), $"Contract and document agree about {finding.Fact}",
            isFailure ? Outcome.Failed : Outcome.Passed, isFailure ? text : "", at, TimeSpan.Zero, [], [])
        {
            IsNotice = !isFailure,
            Remarks = isFailure ? [] : [text],
        };
    }

    private static ReportCase CaseOf(Contract contract, DocumentPage page, FoundFact found) => new(
        found.Id, RuleOf(DriftRule.LostFact), $"Contract and document agree about {found.Fact} ({page.Name}:{found.PageLine})",
        Outcome.Passed, "", ReportLocation.Of(contract.File, found.At), TimeSpan.Zero, [], []);

    private static ReportCase NotJudged(Contract contract, DriftResult result) => new(
        "document", RuleOf(DriftRule.LostFact), "Contract and document agree", Outcome.Inconclusive, result.WhyNot,
        ReportLocation.Of(contract.File, contract.IdAt), TimeSpan.Zero, [], []);

    private static ReportRule RuleOf(DriftRule rule) => new(rule.Id, rule.Name, SeverityOf(rule.Level), rule.Why, rule.Fix, []);

    private static Severity SeverityOf(DriftLevel level) => level switch
    {
        DriftLevel.Error => Severity.High,
        DriftLevel.Warning => Severity.Medium,
        _ => Severity.Low,
    };
}
