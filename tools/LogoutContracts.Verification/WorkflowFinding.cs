using LogoutContracts.Mocks;
using LogoutContracts.Specs;

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
        try
        {
            var run = await new WorkflowRunner(plan, target, wire).RunAsync(workflow, cancellation);
            var cast = new Cast();
            foreach (var secret in target.Accounts.Secrets)
                cast.Hide(secret);
            foreach (var step in run.Steps)
                cast.SetAll(Role.Opened, Opened.In(step.Exchange.Response, plan, step.Step.Operation));
            var evidence = new Evidence(plan.Contract.Sessions, cast);
            var steps = run.Steps.Select(step => new Step(StepKind.Request, step.Step.Id, step.Exchange, Judged(step, cast), "") { Evidence = evidence.Of(step.Exchange) }).ToValueList();

            // A sequence proves nothing about sessions where none was opened.
            var unopened = run.Steps.FirstOrDefault(step => step.Broken.Count > 0 && plan.Contract.FindOperation(step.Step.Operation)!.Session.Opens.Count > 0);
            return new(steps, unopened is null ? "" : $"No session could be opened: {string.Join(", ", unopened.Broken.Select(criterion => criterion.Condition))} does not hold in step {unopened.Step.Id}.", IsSilent: false, IsNever: false);
        }
        catch (Exception e) when (Unanswered.Of(e, cancellation) is not null)
        {
            var unanswered = Unanswered.Of(e, cancellation)!;
            return new([], unanswered.Reason, unanswered.IsSilent, IsNever: false);
        }
    }

    private static ValueList<Comparison> Judged(WorkflowStepRun step, Cast cast) => step.Step.Criteria.Select(criterion =>
        new Comparison($"criterion {criterion.Condition}", "holds", step.Broken.Contains(criterion) ? $"does not hold; the status is {step.Exchange.Response.Status}" : "holds"))
        .Select(comparison => comparison with { Actual = cast.Hashed(comparison.Actual) }).ToValueList();
}
