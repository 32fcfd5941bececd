using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Verification.Cases;

/// <summary>Runs a documented call sequence as a case.</summary>
internal sealed class WorkflowCaseRunner(MockPlan plan, Target target, RawHttpClient client)
{
    public async Task<CaseFinding> RunAsync(Workflow workflow, CancellationToken cancellation)
    {
        if (target.Kind == TargetKind.Stubs)
            return Untried("With stubs, each login returns the same session, so the sequence would end the session of another case.");
        if (target.Accounts.Session.Count > 0)
            return Untried("The sequence logs in itself, and a session was given instead of a login.");
        var inputs = Inputs(workflow);
        if (WorkflowArguments.Problems(workflow, inputs) is { Count: > 0 } problems)
            return Untried($"The inputs of the sequence do not fit its schema: {string.Join("; ", problems)}.");
        var run = await new WorkflowRunner(plan, target, client).AttemptAsync(workflow, inputs, cancellation);
        var steps = run.Steps.Where(step => step.Exchange is not null).Select(step => StepOf(step, run)).ToValueList();
        if (run.Outcome == Outcome.Inconclusive)
            return new(steps, run.Reason) { Reachability = run.Steps.Count == 0 ? run.Reachability : Reachability.Answering };

        // Without a session, the sequence proves nothing.
        var unopened = run.Steps.FirstOrDefault(step =>
            !step.Holds && plan.Contract.FindOperation(step.Step.Operation)?.Session.Opens.Count > 0);
        if (unopened is not null && !run.Succeeded)
            return new(steps, $"No session could be opened: step {unopened.Step.Id} does not hold. {run.Reason}");
        var isExplained = run.Succeeded || steps.Any(step => !step.Holds);
        return new(steps, "") { Extra = isExplained ? [] : [new("sequence", "completed", run.Reason)] };
    }

    private Dictionary<string, JsonElement> Inputs(Workflow workflow)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var known = workflow.Inputs.Known.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in target.Accounts.Own.Where(input => known.Contains(input.Name)))
            given[name] = JsonElement.Parse($"\"{JsonEncodedText.Encode(value)}\"");
        return new(WorkflowArguments.WithDefaults(workflow, given), StringComparer.Ordinal);
    }

    private static CaseFinding Untried(string reason) => new([], reason);

    private static Step StepOf(WorkflowStepResult step, WorkflowResult run) =>
        new(StepKind.Request, step.Step.Id, step.Exchange!, IsHandled(step, run) ? [] : Judged(step), "") { Evidence = step.Evidence };

    /// <summary>Whether the sequence handled the failure of a step, by a retry or another step, and still succeeded.</summary>
    private static bool IsHandled(WorkflowStepResult step, WorkflowResult run) => run.Succeeded && !step.Holds && step.Then.Length > 0;

    private static ValueList<Comparison> Judged(WorkflowStepResult step) =>
    [
        .. step.Criteria.Select(criterion => new Comparison(
            $"criterion {criterion.Criterion.Condition}", "holds", criterion.Holds ? "holds" : $"does not hold: {criterion.Found}")),
        .. step.Problem.Length == 0 ? [] : (IEnumerable<Comparison>)[new("step", "completed", step.Problem)],
    ];
}
