using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Verification;

/// <summary>Runs a documented sequence of calls against a target.</summary>
/// <param name="clock">Waits before another attempt; the system's by default.</param>
public sealed class WorkflowRunner(MockPlan plan, Target target, Wire wire, TimeProvider? clock = null)
{
    /// <summary>With the workflow's own defaults as its inputs.</summary>
    /// <exception cref="HttpRequestException">The target does not answer.</exception>
    /// <exception cref="TaskCanceledException">It takes too long, or the caller has cancelled.</exception>
    public async Task<WorkflowRun> RunAsync(Workflow workflow, CancellationToken cancellation = default)
    {
        var journey = NewJourney(cancellation);
        var started = Time.GetTimestamp();
        return Ended(journey, workflow, await journey.GoAsync(workflow, FinishedWorkflow.NoValues), started);
    }

    /// <param name="workflow">One of the contract's; it may run the others.</param>
    /// <param name="inputs">By name; what is not given has its default.</param>
    /// <returns>Never an exception for what a target does: one that gives no answer gives an inconclusive run, with the steps until then.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<WorkflowRun> AttemptAsync(Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, CancellationToken cancellation = default)
    {
        var journey = NewJourney(cancellation);
        var started = Time.GetTimestamp();
        try
        {
            return Ended(journey, workflow, await journey.GoAsync(workflow, inputs), started);
        }
        catch (Exception e) when (Unanswered.Of(e, cancellation) is { } unanswered)
        {
            return journey.Ended(workflow, Outcome.Inconclusive, unanswered.Reason, FinishedWorkflow.NoValues, Time.GetElapsedTime(started)) with { Reachability = unanswered.Reachability };
        }
    }

    private TimeProvider Time => clock ?? TimeProvider.System;

    private Journey NewJourney(CancellationToken cancellation) => new(plan, target, wire, Time, cancellation);

    private WorkflowRun Ended(Journey journey, Workflow workflow, Leg leg, long started) =>
        journey.Ended(workflow, leg.Succeeded ? Outcome.Passed : Outcome.Failed, leg.Reason, leg.Outputs, Time.GetElapsedTime(started));
}
