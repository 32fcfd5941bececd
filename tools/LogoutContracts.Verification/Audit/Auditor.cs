using System.Diagnostics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit;

/// <summary>Asks whether a session that was logged out is really over: of a target, or of the contract alone.</summary>
/// <param name="plan">The contract, planned for the release that the target is.</param>
public sealed class Auditor(MockPlan plan)
{
    private readonly AuditedContract contract = new(plan);

    /// <summary>What the contract says, requirement by requirement.</summary>
    public IEnumerable<(Check Check, Statement Statement)> Statements => CheckCatalog.All.SelectMany(check => Said(check).Select(statement => (check, statement)));

    private IEnumerable<Statement> Said(Check check) => contract.Logout is null ? [] : check.Read(contract);

    /// <summary>Reads the contract. A case has remarks where it promises less than it should.</summary>
    public ReportSection Read(AuditOptions options) => Section("", [.. CheckCatalog.All.Where(check => options.Includes(check.Id)).Select(check => Strictly(options, Said(check).Any()
        ? CaseOf(check, Outcome.Passed, "") : CaseOf(check, Outcome.NotApplicable, WhyNot(check) ?? "Only a target can show this.")))]);

    /// <summary>Runs the checks one after the other. Without a positive control that passes, none that depends on it says more than that it cannot tell.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<ReportSection> RunAsync(Target target, RawHttpClient wire, AuditOptions options, CancellationToken cancellation = default)
    {
        var cases = new List<ReportCase>();
        var control = await RunAsync(CheckCatalog.Control, target, wire, options, cancellation);
        foreach (var check in CheckCatalog.All.Where(check => options.Includes(check.Id) || check == CheckCatalog.Control))
        {
            if (check == CheckCatalog.Control)
                cases.Add(control);
            else if (WhyNot(check) is { } reason)
                cases.Add(CaseOf(check, Outcome.NotApplicable, reason));
            else if (control.Outcome != Outcome.Passed)
                cases.Add(CaseOf(check, Outcome.Inconclusive, $"The positive control {CheckCatalog.Control.Id} does not pass, so nothing would follow from this."));
            else
                cases.Add(await RunAsync(check, target, wire, options, cancellation));
        }

        return Section(target.BaseUrl.ToString(), [.. cases.Select(each => Strictly(options, each))]);
    }

    private static ReportCase Strictly(AuditOptions options, ReportCase each) => options.IsStrict && each is { Remarks.Count: > 0, Outcome: Outcome.Passed or Outcome.NotApplicable }
        ? each with { Outcome = Outcome.Failed, Reason = string.Join(' ', each.Remarks) } : each;

    private async Task<ReportCase> RunAsync(Check check, Target target, RawHttpClient wire, AuditOptions options, CancellationToken cancellation)
    {
        if (WhyNot(check) is { } reason)
            return CaseOf(check, Outcome.NotApplicable, reason);
        var since = Stopwatch.GetTimestamp();
        var trial = new CheckContext(contract, new(plan, target, wire, cancellation), options, cancellation);
        var unclear = await UnclearAsync(check, trial, cancellation);

        // What was found before the check got stuck is found.
        var outcome = trial.Findings.Count > 0 ? Outcome.Failed : unclear is null ? Outcome.Passed : Outcome.Inconclusive;
        var steps = trial.Talk.Steps;
        return CaseOf(check, outcome, outcome == Outcome.Failed ? string.Join(' ', trial.Findings) : unclear ?? "") with
        {
            Duration = Stopwatch.GetElapsedTime(since),
            Problems = outcome == Outcome.Failed ? steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds).ToValueList() : [],
            Steps = steps.Select(ReportStep.Of).ToValueList(),
        };
    }

    /// <returns>Why the check could not be finished; null where it was.</returns>
    private static async Task<string?> UnclearAsync(Check check, CheckContext trial, CancellationToken cancellation)
    {
        try
        {
            await check.TryAsync(trial);
            return null;
        }
        catch (InconclusiveException e)
        {
            return e.Message;
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return unanswered.Reason;
        }
    }

    private string? WhyNot(Check check) => contract.Logout is null ? "In this release, the contract has no logout that ends a session." : check.NotApplicable(contract);

    private ReportSection Section(string target, IReadOnlyList<ReportCase> cases) => new(plan.Contract.Id, plan.Contract.Title, plan.Release, target, cases.ToValueList(), []);

    private ReportCase CaseOf(Check check, Outcome outcome, string reason)
    {
        var statements = Said(check).Where(statement => statement.Merit != RequirementStatus.Met);
        var at = contract.Logout?.Variant.At ?? Position.Start;
        var location = ReportLocation.Of(plan.Contract.File, at);
        return new(check.Id, check.Rule, check.Must, outcome, reason, location, TimeSpan.Zero, [], [])
        {
            Remarks = statements.Select(Remark).ToValueList(),
        };
    }

    private string Remark(Statement statement)
    {
        var place = statement.At is { } at ? at.In(plan.Contract.File) : "";
        var basis = statement.Basis is { } kind ? $"basis: {kind.InSpecWords()}" : "";
        var both = string.Join(", ", new[] { basis, place }.Where(part => part.Length > 0));
        return both.Length == 0 ? statement.Text : $"{statement.Text} ({both})";
    }
}
