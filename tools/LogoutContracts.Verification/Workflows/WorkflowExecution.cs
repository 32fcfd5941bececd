using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Workflows;

/// <summary>One workflow from its inputs to its outputs, with the workflows that it runs: which step comes next.</summary>
internal sealed class WorkflowExecution
{
    /// <summary>More than anybody means to write; an endless loop is found here.</summary>
    private const int MostSteps = 1_000;

    private readonly MockPlan plan;
    private readonly StepExecutor taker;
    private readonly RetryDelay waiting;
    private readonly Dictionary<string, FinishedWorkflow> finished = new(StringComparer.Ordinal);
    private int taken;

    public WorkflowExecution(MockPlan plan, Target target, RawHttpClient wire, TimeProvider clock, CancellationToken cancellation)
    {
        this.plan = plan;
        taker = new(plan, target, wire, cancellation);
        waiting = new(clock, cancellation);
    }

    public WorkflowResult Ended(Workflow workflow, Outcome outcome, string reason, IReadOnlyDictionary<string, JsonElement> outputs, TimeSpan duration) =>
        new(workflow, taker.Steps, outcome, taker.Shown(reason), taker.Shown(outputs), duration);

    public async Task<WorkflowEnd> GoAsync(Workflow workflow, IReadOnlyDictionary<string, JsonElement> given)
    {
        foreach (var name in workflow.DependsOn.Where(name => !finished.ContainsKey(name)))
        {
            var before = await GoAsync(Find(name), FinishedWorkflow.NoValues);
            if (!before.Succeeded)
                return WorkflowEnd.Failed($"'{name}', which '{workflow.Id}' depends on, fails. {before.Reason}");
        }

        var inputs = WorkflowArguments.WithDefaults(workflow, given);
        if (WorkflowArguments.Problems(workflow, inputs) is { Count: > 0 } problems)
            return WorkflowEnd.Failed($"The inputs of '{workflow.Id}' are not as it wants them: {string.Join("; ", problems)}.");
        taker.HideSecrets(workflow, inputs);
        var known = new KnownValues(workflow, inputs, finished);
        var leg = await new Course(this, workflow, known).FollowAsync();
        finished[workflow.Id] = new(inputs, leg.Outputs);
        return leg;
    }

    private Workflow Find(string id) => plan.Contract.Workflows.First(known => string.Equals(known.Id, id, StringComparison.Ordinal));

    /// <summary>The steps of one workflow in the order in which they come to be taken.</summary>
    private sealed class Course(WorkflowExecution journey, Workflow workflow, KnownValues known)
    {
        private readonly Dictionary<(string Step, string Action), int> retries = [];

        public async Task<WorkflowEnd> FollowAsync()
        {
            var at = 0;
            while (at < workflow.Steps.Count)
            {
                var step = workflow.Steps[at];
                if (++journey.taken > MostSteps)
                    return WorkflowEnd.Failed($"'{workflow.Id}' goes round in circles: more than {MostSteps} steps were taken.");
                var attempt = 1 + retries.Where(pair => string.Equals(pair.Key.Step, step.Id, StringComparison.Ordinal)).Sum(pair => pair.Value);
                var taken = await TakeAsync(step, attempt);
                var action = Choose(step, taken);
                if (action is not null)
                    journey.taker.Follow(action);
                switch (action)
                {
                    case null when taken.Run.Holds:
                        at++;
                        break;
                    case null or { Kind: ActionKind.End } when !taken.Run.Holds:
                        return WorkflowEnd.Failed(Reason(taken.Run));
                    case { Kind: ActionKind.Retry }:
                        if (await AgainAsync(step, action, taken) is { } problem)
                            return WorkflowEnd.Failed($"{Reason(taken.Run)} {problem}");
                        continue;
                    case { Kind: ActionKind.Goto, Workflow: { } other }:
                        return await journey.GoAsync(journey.Find(other), FinishedWorkflow.NoValues);
                    case { Kind: ActionKind.Goto }:
                        at = workflow.Steps.ToList().FindIndex(target => string.Equals(target.Id, action.Step, StringComparison.Ordinal));
                        break;
                    default:
                        at = workflow.Steps.Count;
                        break;
                }

                foreach (var key in retries.Keys.Where(key => string.Equals(key.Step, step.Id, StringComparison.Ordinal)).ToList())
                    retries.Remove(key);
            }

            return WorkflowEnd.Arrived(StepExecutor.OutputsOf(workflow.Outputs, known.ValueOf));
        }

        private async Task<ExecutedStep> TakeAsync(WorkflowStep step, int attempt)
        {
            if (step.Workflow is not { } other)
                return await journey.taker.CallAsync(workflow, step, attempt, known);
            if (StepExecutor.ArgumentsOf(step, known) is not { } arguments)
                return journey.taker.Missing(workflow, step, attempt, known);
            var leg = await journey.GoAsync(journey.Find(other), arguments);
            known.Outputs = leg.Outputs;
            return journey.taker.Keep(workflow, step, attempt, known, leg);
        }

        /// <summary>The first that applies; a retry does so until its limit is reached. What a step says goes before what its workflow says under the same name.</summary>
        private WorkflowAction? Choose(WorkflowStep step, ExecutedStep taken)
        {
            var (own, common) = taken.Run.Holds ? (step.OnSuccess, workflow.OnSuccess) : (step.OnFailure, workflow.OnFailure);
            return own.Concat(common.Where(action => !own.Any(other => string.Equals(other.Name, action.Name, StringComparison.Ordinal)))).FirstOrDefault(action =>
                (action.Kind != ActionKind.Retry || retries.GetValueOrDefault((step.Id, action.Name)) < action.RetryLimit) && Criteria.Hold(action.Criteria, taken.ValueOf));
        }

        /// <returns>Why there is no further attempt; null where there is one.</returns>
        private async Task<string?> AgainAsync(WorkflowStep step, WorkflowAction action, ExecutedStep taken)
        {
            retries[(step.Id, action.Name)] = retries.GetValueOrDefault((step.Id, action.Name)) + 1;
            if (await journey.waiting.BeforeAsync(action, taken.Run.Exchange?.Response) is { } problem)
                return problem;
            if (action.Workflow is { } other && await journey.GoAsync(journey.Find(other), FinishedWorkflow.NoValues) is { Succeeded: false } leg)
                return leg.Reason;
            if (action.Step is null || await TakeAsync(workflow.Steps.First(target => string.Equals(target.Id, action.Step, StringComparison.Ordinal)), 1) is { Run.Holds: true })
                return null;
            return $"The step '{action.Step}', which comes before another attempt, does not hold either.";
        }

        private static string Reason(WorkflowStepResult step) => $"The step '{step.Step.Id}' does not hold: {(step.Problem.Length > 0 ? step.Problem : First([.. step.Criteria.Where(criterion => !criterion.Holds)]))}.";

        private static string First(IReadOnlyList<CriterionResult> broken) => $"{broken[0].Criterion.Condition}, but {broken[0].Found}{(broken.Count > 1 ? string.Create(null, $" (and {broken.Count - 1} more)") : "")}";
    }
}
