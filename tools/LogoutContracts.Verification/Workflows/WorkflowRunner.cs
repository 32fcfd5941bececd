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
    /// <summary>When it is cancelled, <see cref="AttemptAsync"/> returns the steps so far.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>Runs a workflow with the defaults of its inputs.</summary>
    /// <exception cref="HttpRequestException">The target does not answer.</exception>
    /// <exception cref="TaskCanceledException">The target takes too long, or the caller cancels.</exception>
    public async Task<WorkflowResult> RunAsync(Workflow workflow, CancellationToken cancellation = default)
    {
        var execution = NewExecution(cancellation);
        var started = Time.GetTimestamp();
        return Ended(execution, workflow, await execution.GoAsync(workflow, FinishedWorkflow.NoValues), started);
    }

    /// <summary>
    /// Runs a workflow. A target without an answer, or an interruption, gives an inconclusive result with the steps so far, not an
    /// exception.
    /// </summary>
    /// <param name="workflow">A workflow of the contract; it may run others.</param>
    /// <param name="inputs">Inputs by name; the others have their defaults.</param>
    /// <exception cref="OperationCanceledException">The caller cancels.</exception>
    public async Task<WorkflowResult> AttemptAsync(
        Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, CancellationToken cancellation = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Interruption);
        var execution = NewExecution(either.Token);
        var started = Time.GetTimestamp();
        try
        {
            return Ended(execution, workflow, await execution.GoAsync(workflow, inputs), started);
        }
        catch (OperationCanceledException) when (Interruption.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Inconclusive("The run was interrupted.");
        }
        catch (Exception e) when (NoResponse.Of(e, either.Token) is { } unanswered)
        {
            return Inconclusive(unanswered.Reason) with { Reachability = unanswered.Reachability };
        }

        WorkflowResult Inconclusive(string reason) =>
            execution.Ended(workflow, Outcome.Inconclusive, reason, FinishedWorkflow.NoValues, Time.GetElapsedTime(started));
    }

    private TimeProvider Time => clock ?? TimeProvider.System;

    private WorkflowExecution NewExecution(CancellationToken cancellation) => new(plan, target, client, Time, cancellation);

    private WorkflowResult Ended(WorkflowExecution execution, Workflow workflow, WorkflowEnd end, long started) =>
        execution.Ended(
            workflow, end.Succeeded ? Outcome.Passed : Outcome.Failed, end.Reason, end.Outputs, Time.GetElapsedTime(started));
}
