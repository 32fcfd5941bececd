using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Executes a workflow and the workflows that it runs: decides which step comes next.</summary>
internal sealed class WorkflowExecution
{
    /// <summary>The number of steps after which a workflow is considered an endless loop.</summary>
    private const int MostSteps = 1_000;

    private readonly MockPlan plan;
    private readonly StepExecutor executor;
    private readonly RetryDelay delay;
    private readonly Dictionary<string, FinishedWorkflow> finished = new(StringComparer.Ordinal);
    private int taken;

    public WorkflowExecution(MockPlan plan, Target target, RawHttpClient client, TimeProvider clock, CancellationToken cancellation)
    {
        this.plan = plan;
        executor = new(plan, target, client, cancellation);
        delay = new(clock, cancellation);
    }

    public WorkflowResult Ended(
        Workflow workflow, Outcome outcome, string reason, IReadOnlyDictionary<string, JsonElement> outputs, TimeSpan duration) =>
        new(workflow, executor.Steps, outcome, executor.Shown(reason), executor.Shown(outputs), duration);

    /// <summary>Runs a workflow, after those that it depends on.</summary>
    /// <param name="given">Inputs by name; the others have their defaults.</param>
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
            return WorkflowEnd.Failed($"The inputs of '{workflow.Id}' do not fit its schema: {string.Join("; ", problems)}.");
        executor.HideSecrets(workflow, inputs);
        var known = new KnownValues(workflow, inputs, finished);
        var end = await new Course(this, workflow, known).FollowAsync();
        finished[workflow.Id] = new(inputs, end.Outputs);
        return end;
    }

    private Workflow Find(string id) => plan.Contract.Workflows.First(known => string.Equals(known.Id, id, StringComparison.Ordinal));

    /// <summary>Runs the steps of one workflow.</summary>
    private sealed class Course(WorkflowExecution execution, Workflow workflow, KnownValues known)
    {
        private readonly Dictionary<(string Step, string Action), int> retries = [];

        public async Task<WorkflowEnd> FollowAsync()
        {
            var at = 0;
            while (at < workflow.Steps.Count)
            {
                var step = workflow.Steps[at];
                if (++execution.taken > MostSteps)
                    return WorkflowEnd.Failed($"'{workflow.Id}' runs in a loop: it took more than {MostSteps} steps.");
                var attempt = 1 + retries
                    .Where(pair => string.Equals(pair.Key.Step, step.Id, StringComparison.Ordinal)).Sum(pair => pair.Value);
                var taken = await TakeAsync(step, attempt);
                var action = Choose(step, taken);
                if (action is not null)
                    execution.executor.Follow(action);
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
                        return await execution.GoAsync(execution.Find(other), FinishedWorkflow.NoValues);
                    case { Kind: ActionKind.Goto }:
                        at = workflow.Steps.ToList()
                            .FindIndex(target => string.Equals(target.Id, action.Step, StringComparison.Ordinal));
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
                return await execution.executor.CallAsync(workflow, step, attempt, known);
            if (StepExecutor.ArgumentsOf(step, known) is not { } arguments)
                return execution.executor.Missing(workflow, step, attempt, known);
            var end = await execution.GoAsync(execution.Find(other), arguments);
            known.Outputs = end.Outputs;
            return execution.executor.Keep(workflow, step, attempt, known, end);
        }

        /// <summary>
        /// The first action that applies; a retry applies until it reaches its limit. A step's actions replace those of the workflow with
        /// the same name. Null if none applies.
        /// </summary>
        private WorkflowAction? Choose(WorkflowStep step, ExecutedStep taken)
        {
            var (own, common) = taken.Run.Holds ? (step.OnSuccess, workflow.OnSuccess) : (step.OnFailure, workflow.OnFailure);
            var others = common.Where(action => !own.Any(other => string.Equals(other.Name, action.Name, StringComparison.Ordinal)));
            return own.Concat(others).FirstOrDefault(action =>
                (action.Kind != ActionKind.Retry || retries.GetValueOrDefault((step.Id, action.Name)) < action.RetryLimit)
                && Criteria.Hold(action.Criteria, taken.ValueOf));
        }

        /// <returns>Why there is no further attempt; null if there is one.</returns>
        private async Task<string?> AgainAsync(WorkflowStep step, WorkflowAction action, ExecutedStep taken)
        {
            retries[(step.Id, action.Name)] = retries.GetValueOrDefault((step.Id, action.Name)) + 1;
            if (await execution.delay.BeforeAsync(action, taken.Run.Exchange?.Response) is { } problem)
                return problem;
            if (action.Workflow is { } other
                && await execution.GoAsync(execution.Find(other), FinishedWorkflow.NoValues) is { Succeeded: false } end)
                return end.Reason;
            if (action.Step is null)
                return null;
            var before = workflow.Steps.First(target => string.Equals(target.Id, action.Step, StringComparison.Ordinal));
            return await TakeAsync(before, 1) is { Run.Holds: true }
                ? null : $"The step '{action.Step}', which prepares the next attempt, fails, too.";
        }

        private static string Reason(WorkflowStepResult step)
        {
            var problem = step.Problem.Length > 0 ? step.Problem : First([.. step.Criteria.Where(criterion => !criterion.Holds)]);
            return $"The step '{step.Step.Id}' does not hold: {problem}.";
        }

        private static string First(IReadOnlyList<CriterionResult> broken)
        {
            var more = broken.Count > 1 ? string.Create(null, $" (and {broken.Count - 1} more)") : "";
            return $"{broken[0].Criterion.Condition}, but {broken[0].Found}{more}";
        }
    }
}
