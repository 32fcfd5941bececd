using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Runs a documented call sequence against a target.</summary>
/// <param name="clock">The clock for delays between attempts; null for the system clock.</param>
public sealed class WorkflowRunner(MockPlan plan, Target target, RawHttpClient client, TimeProvider? clock = null)
{
    /// <summary>Runs a workflow with the defaults of its inputs.</summary>
    /// <exception cref="HttpRequestException">The target does not answer.</exception>
    /// <exception cref="TaskCanceledException">The target takes too long, or the caller cancels.</exception>
    public async Task<WorkflowResult> RunAsync(Workflow workflow, CancellationToken cancellation = default)
    {
        var execution = NewExecution(cancellation);
        var started = Time.GetTimestamp();
        return Ended(execution, workflow, await execution.GoAsync(workflow, FinishedWorkflow.NoValues), started);
    }

    /// <summary>Runs a workflow. A target without an answer gives an inconclusive result with the steps so far, not an exception.</summary>
    /// <param name="workflow">A workflow of the contract; it may run others.</param>
    /// <param name="inputs">Inputs by name; the others have their defaults.</param>
    /// <exception cref="OperationCanceledException">The caller cancels.</exception>
    public async Task<WorkflowResult> AttemptAsync(
        Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, CancellationToken cancellation = default)
    {
        var execution = NewExecution(cancellation);
        var started = Time.GetTimestamp();
        try
        {
            return Ended(execution, workflow, await execution.GoAsync(workflow, inputs), started);
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            var duration = Time.GetElapsedTime(started);
            var result = execution.Ended(workflow, Outcome.Inconclusive, unanswered.Reason, FinishedWorkflow.NoValues, duration);
            return result with { Reachability = unanswered.Reachability };
        }
    }

    private TimeProvider Time => clock ?? TimeProvider.System;

    private WorkflowExecution NewExecution(CancellationToken cancellation) => new(plan, target, client, Time, cancellation);

    private WorkflowResult Ended(WorkflowExecution execution, Workflow workflow, WorkflowEnd end, long started) =>
        execution.Ended(
            workflow, end.Succeeded ? Outcome.Passed : Outcome.Failed, end.Reason, end.Outputs, Time.GetElapsedTime(started));
}
