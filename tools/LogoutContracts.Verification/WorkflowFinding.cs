using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Verification;

/// <summary>A documented call sequence, as a case like any other.</summary>
internal sealed class WorkflowFinding(MockPlan plan, Target target, Wire wire)
{
    public async Task<Finding> RunAsync(Workflow workflow, CancellationToken cancellation)
    {
        if (target.Kind == TargetKind.Stubs)
            return new([], "With stubs, each login hands out the same session, and the sequence would end that of another case.", IsSilent: false, IsNever: false);
        if (target.Accounts.Session.Count > 0)
            return new([], "The sequence logs in itself, and a session was given instead of a login.", IsSilent: false, IsNever: false);
        var run = await new WorkflowRunner(plan, target, wire).AttemptAsync(workflow, FinishedWorkflow.NoValues, cancellation);
        var steps = run.Steps.Where(step => step.Exchange is not null)
            .Select(step => new Step(StepKind.Request, step.Step.Id, step.Exchange!, Judged(step, run), "") { Evidence = step.Evidence }).ToValueList();
        return new(steps, ReasonOf(run), IsSilent: run.Outcome == Outcome.Inconclusive, IsNever: false);
    }

    /// <summary>Why nothing can be said; empty where something can.</summary>
    private string ReasonOf(WorkflowRun run)
    {
        if (run.Outcome == Outcome.Inconclusive)
            return run.Reason;
        if (!run.Succeeded && run.Steps.FirstOrDefault(step => step.Exchange is null && step.Problem.Length > 0) is { } unsent)
            return $"Step {unsent.Step.Id} cannot be taken: {unsent.Problem}";

        // A sequence proves nothing about sessions where none was opened.
        var unopened = run.Succeeded ? null : run.Steps.FirstOrDefault(step => !step.Holds && step.Step.Operation is { } operation && plan.Contract.FindOperation(operation) is { Session.Opens.Count: > 0 });
        return unopened is null ? "" : $"No session could be opened: {string.Join(", ", unopened.Broken.Select(criterion => criterion.Condition))} does not hold in step {unopened.Step.Id}.";
    }

    private static ValueList<Comparison> Judged(WorkflowStepRun step, WorkflowRun run)
    {
        // What did not hold and was dealt with, by another attempt or another way, is no failure of a sequence that came to its end.
        var isDealtWith = run.Succeeded && step.Then.Length > 0;
        return step.Criteria.Where(criterion => criterion.Holds || !isDealtWith)
            .Select(criterion => new Comparison($"criterion {criterion.Criterion.Condition}", "holds", criterion.Holds ? "holds" : $"does not hold; found {criterion.Found}"))
            .Concat(step.Problem.Length == 0 || isDealtWith ? [] : [new Comparison("step", "succeeds", step.Problem)]).ToValueList();
    }
}
