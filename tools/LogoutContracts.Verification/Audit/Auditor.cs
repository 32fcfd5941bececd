using System.Collections.Concurrent;
using System.Diagnostics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Audit.Checks.Replicas;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit;

/// <summary>Audits logouts: checks whether a session has really ended after its logout, on a target or by the contract alone.</summary>
public sealed class Auditor
{
    private readonly MockPlan plan;
    private readonly AuditedContract contract;

    /// <param name="plan">The contract, planned for the release of the target.</param>
    public Auditor(MockPlan plan)
    {
        var window = LogoutWindow.Of(plan);
        this.plan = window?.Audited(plan) ?? plan;
        contract = new(this.plan, window);
    }

    /// <summary>Whether the contract has a logout that ends a session, in this release.</summary>
    public bool HasLogout => contract.Logout is not null;

    /// <summary>What the contract says about each requirement; empty if it has no logout.</summary>
    public IEnumerable<(Check Check, Statement Statement)> Statements =>
        CheckCatalog.All.SelectMany(check => StatementsOf(check).Select(statement => (check, statement)));

    /// <summary>Whether the last run logged out a live session and measured whether that ended it.</summary>
    public bool HasExercisedLogout { get; private set; }

    private IEnumerable<Statement> StatementsOf(Check check) => contract.Logout is null ? [] : check.Read(contract);

    /// <summary>Audits the contract without a target. A case has remarks if the contract promises less than it should.</summary>
    public ReportSection Read(AuditOptions options)
    {
        var results = CheckCatalog.All.Where(check => options.Includes(check.Id)).Select(check => StatementsOf(check).Any()
            ? new CheckResult(check, Outcome.Passed, "", [])
            : new CheckResult(check, Outcome.NotApplicable, NotApplicableReason(check) ?? "Only a target can show this.", []));
        return Section("", [.. results.Select(result => ApplyStrictness(options, CaseOf(result)))]);
    }

    /// <summary>The number of checks that a run performs: the selected ones that apply, and the positive control.</summary>
    public int CountOf(AuditOptions options) => CheckCatalog.All.Count(
        check => (options.Includes(check.Id) || check == CheckCatalog.Control) && NotApplicableReason(check, options) is null);

    /// <summary>Sends a request without credentials to a target, such as a replica.</summary>
    /// <returns>Why it does not answer, in a sentence; null if it does.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public Task<string?> WhySilentAsync(Target target, RawHttpClient wire, CancellationToken cancellation = default) =>
        ReplicaPing.WhySilentAsync(new(plan, target, wire, cancellation));

    /// <summary>Runs the checks. If the positive control fails, every other check is inconclusive.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<ReportSection> RunAsync(
        Target target, RawHttpClient wire, AuditOptions options, CancellationToken cancellation = default)
    {
        // Here a login only has to open a session; verify compares its answer with the contract.
        target = target with { Kind = TargetKind.Live };
        var memory = new RunMemory();
        var facts = new AuditFacts(new(plan, token => new(plan, target, wire, token, memory)), memory);
        var run = new AuditRun(target, wire, options, facts, new(target.Accounts), cancellation);
        var control = await RunAsync(CheckCatalog.Control, run);
        options.OnCase?.Invoke(CaseOf(control));
        var (results, telling) = (new ConcurrentDictionary<Check, CheckResult> { [CheckCatalog.Control] = control }, new Lock());
        var (first, together, last) = CheckSchedule.Of(
            [.. CheckCatalog.All.Where(check => check != CheckCatalog.Control && options.Includes(check.Id))]);
        foreach (var check in first)
            await CheckAsync(check);
        var isShared = options.Parallel > 1 && facts.LeavesOthersAlone && !run.Pool.IsGiven;
        await Parallel.ForEachAsync(
            together, new ParallelOptions { MaxDegreeOfParallelism = isShared ? options.Parallel : 1, CancellationToken = cancellation },
            async (check, _) => await CheckAsync(check));
        foreach (var check in last)
            await CheckAsync(check);

        HasExercisedLogout = facts.Effect != LogoutEffect.Unknown
            || (control.Outcome == Outcome.Passed && facts.Death is null && !options.Interruption.IsCancellationRequested
                && await CanLogOutAsync(run));
        var cases = CommonCauses.Merge([.. CheckCatalog.All.Where(results.ContainsKey).Select(check => results[check])])
            .Select(result => ApplyStrictness(options, CaseOf(result)));
        var addresses = string.Join(", ", options.Replicas.Prepend(target.BaseUrl));
        return Section(addresses, [.. cases]) with { Remarks = memory.Remarks.ToValueList() };

        async Task CheckAsync(Check check)
        {
            var result = NotApplicableReason(check, options) is null && control.Outcome != Outcome.Passed
                ? new(check, Outcome.Inconclusive,
                    $"The positive control {CheckCatalog.Control.Id} does not pass, so this would say nothing.", [])
                : await RunAsync(check, run);
            results[check] = result;
            if (result.Outcome == Outcome.NotApplicable)
                return;
            lock (telling)
                options.OnCase?.Invoke(CaseOf(result));
        }
    }

    private static ReportCase ApplyStrictness(AuditOptions options, ReportCase reportCase) =>
        options.IsStrict && reportCase is { Remarks.Count: > 0, Outcome: Outcome.Passed or Outcome.NotApplicable }
            ? reportCase with { Outcome = Outcome.Failed, Reason = string.Join(' ', reportCase.Remarks) } : reportCase;

    private async Task<CheckResult> RunAsync(Check check, AuditRun run)
    {
        if (NotApplicableReason(check, run.Options) is { } reason)
            return new(check, Outcome.NotApplicable, reason, []);
        if (run.Facts.Death is { } death)
            return new(check, Outcome.Inconclusive, death, []);
        if (run.Options.Interruption.IsCancellationRequested)
            return new(check, Outcome.Inconclusive, "Not tried: The run was interrupted.", []);
        var since = Stopwatch.GetTimestamp();
        var trial = Begin(check, run);
        var (outcome, why) = await TryAsync(check, trial, run);
        Settle(trial, run);

        // A finding counts even if the check could not be completed.
        var hasFindings = trial.Findings.Count > 0;
        return new(check, hasFindings ? Outcome.Failed : outcome, hasFindings ? "" : why, trial.Findings.ToValueList())
        {
            Duration = Stopwatch.GetElapsedTime(since),
            Remarks = trial.Remarks.ToValueList(),
            Observed = trial.Observed,
            Steps = trial.Talk.Steps,
        };
    }

    private CheckContext Begin(Check check, AuditRun run)
    {
        var talk = new Conversation(plan, run.Target, run.Wire, run.Cancellation, run.Facts.Memory);
        talk.Logins.Lease = run.Pool.IsGiven ? new(run.Pool, contract.Key.Name, mayShare: true) : null;
        return new(contract, talk, run.Options, run.Facts, check.Id, run.Wire, run.Cancellation);
    }

    /// <summary>Returns the given sessions that are still live, so that other checks can use them.</summary>
    private static void Settle(CheckContext trial, AuditRun run) => trial.Talk.Logins.Lease?.Settle(trial.Talk.Steps, run.Wire.Ledger);

    /// <summary>Whether the plain logout ends a session; for runs whose checks send no logout.</summary>
    private async Task<bool> CanLogOutAsync(AuditRun run)
    {
        if (contract.Logout is null)
            return false;
        try
        {
            await LogoutProof.RequireEffectAsync(Begin(CheckCatalog.Control, run));
            return true;
        }
        catch (InconclusiveException)
        {
            return false;
        }
        catch (Exception e) when (NoResponse.Of(e, run.Cancellation) is not null)
        {
            return false;
        }
    }

    private static async Task<(Outcome Outcome, string Why)> TryAsync(Check check, CheckContext trial, AuditRun run)
    {
        try
        {
            await check.TryAsync(trial);
            if (trial.Findings.Count == 0 && check.NeedsEffect)
                await LogoutProof.RequireEffectAsync(trial);
            return (Outcome.Passed, "");
        }
        catch (InconclusiveException e)
        {
            return (Outcome.Inconclusive, e.Message);
        }
        catch (NotApplicableException e)
        {
            return (Outcome.NotApplicable, e.Message);
        }
        catch (Exception e) when (NoResponse.Of(e, run.Cancellation) is { } unanswered)
        {
            await TargetDeath.ExamineAsync(trial, unanswered, run.Wire, run.Cancellation);
            return (Outcome.Inconclusive, unanswered.Reason);
        }
    }

    private string? NotApplicableReason(Check check, AuditOptions options) =>
        NotApplicableReason(check) ?? check.NotApplicable(options);

    private string? NotApplicableReason(Check check) => contract.Logout is null
        ? "In this release, the contract has no logout that ends a session."
        : check.NotApplicable(contract);

    private ReportSection Section(string target, IReadOnlyList<ReportCase> cases) =>
        new(plan.Contract.Id, plan.Contract.Title, plan.Release, target, cases.ToValueList(), []);

    private ReportCase CaseOf(CheckResult result)
    {
        var (check, isFailed) = (result.Check, result.Outcome == Outcome.Failed);
        var statements = StatementsOf(check).Where(statement => statement.Merit == RequirementStatus.NotMet
            || (statement.Merit == RequirementStatus.NotStated && !result.Observed.Contains(statement.Requirement)));
        var at = contract.Logout?.Variant.At ?? Position.Start;
        return new(
            check.Id, check.Rule, check.Must, result.Outcome, isFailed ? Reason(result) : result.Reason,
            ReportLocation.Of(plan.Contract.File, at), result.Duration,
            isFailed ? result.Steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds).ToValueList() : [],
            result.Steps.Select(ReportStep.Of).ToValueList())
        {
            Remarks = statements.Select(Remark).Concat(result.Remarks).ToValueList(),
        };
    }

    private static string Reason(CheckResult result)
    {
        var found = string.Join(' ', result.Findings.Select(finding => finding.Text));
        return result.Consequences.Count == 0 ? found : $"{found} Consequences: {string.Join(' ', result.Consequences)}";
    }

    private string Remark(Statement statement)
    {
        var place = statement.At is { } at ? at.In(plan.Contract.File) : "";
        var basis = statement.Basis is { } kind ? $"basis: {kind.InSpecWords()}" : "";
        var both = string.Join(", ", new[] { basis, place }.Where(part => part.Length > 0));
        return both.Length == 0 ? statement.Text : $"{statement.Text} ({both})";
    }
}
