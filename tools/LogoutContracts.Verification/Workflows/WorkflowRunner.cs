using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Runs a documented sequence of calls against a target.</summary>
/// <param name="clock">Waits before another attempt; the system's by default.</param>
public sealed class WorkflowRunner(MockPlan plan, Target target, RawHttpClient wire, TimeProvider? clock = null)
{
    /// <summary>With the workflow's own defaults as its inputs.</summary>
    /// <exception cref="HttpRequestException">The target does not answer.</exception>
    /// <exception cref="TaskCanceledException">It takes too long, or the caller has cancelled.</exception>
    public async Task<WorkflowResult> RunAsync(Workflow workflow, CancellationToken cancellation = default)
    {
        var journey = NewJourney(cancellation);
        var started = Time.GetTimestamp();
        return Ended(journey, workflow, await journey.GoAsync(workflow, FinishedWorkflow.NoValues), started);
    }

    /// <param name="workflow">One of the contract's; it may run the others.</param>
    /// <param name="inputs">By name; what is not given has its default.</param>
    /// <returns>Never an exception for what a target does: one that gives no answer gives an inconclusive run, with the steps until then.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<WorkflowResult> AttemptAsync(Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, CancellationToken cancellation = default)
    {
        var journey = NewJourney(cancellation);
        var started = Time.GetTimestamp();
        try
        {
            return Ended(journey, workflow, await journey.GoAsync(workflow, inputs), started);
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return journey.Ended(workflow, Outcome.Inconclusive, unanswered.Reason, FinishedWorkflow.NoValues, Time.GetElapsedTime(started)) with { Reachability = unanswered.Reachability };
        }
    }

    private TimeProvider Time => clock ?? TimeProvider.System;

    private WorkflowExecution NewJourney(CancellationToken cancellation) => new(plan, target, wire, Time, cancellation);

    private WorkflowResult Ended(WorkflowExecution journey, Workflow workflow, WorkflowEnd leg, long started) =>
        journey.Ended(workflow, leg.Succeeded ? Outcome.Passed : Outcome.Failed, leg.Reason, leg.Outputs, Time.GetElapsedTime(started));
}
