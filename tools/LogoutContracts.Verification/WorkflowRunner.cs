using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Verification;

/// <summary>Runs a documented sequence of calls against a target.</summary>
/// <param name="clock">Waits before another attempt; the system's by default.</param>
public sealed class WorkflowRunner(MockPlan plan, Target target, Wire wire, TimeProvider? clock = null)
{
    public Task<WorkflowRun> RunAsync(Workflow workflow, CancellationToken cancellation = default) => RunAsync(workflow, FinishedWorkflow.NoValues, cancellation);

    /// <param name="workflow">One of the contract's; it may run the others.</param>
    /// <param name="inputs">By name; what is not given has its default.</param>
    /// <returns>Never an exception for what a target does: one that cannot be reached gives an inconclusive run.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<WorkflowRun> RunAsync(Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, CancellationToken cancellation = default)
    {
        var time = clock ?? TimeProvider.System;
        var journey = new Journey(plan, target, wire, time, cancellation);
        var started = time.GetTimestamp();
        try
        {
            var leg = await journey.GoAsync(workflow, inputs);
            return journey.Ended(workflow, leg.Succeeded ? Outcome.Passed : Outcome.Failed, leg.Reason, leg.Outputs, time.GetElapsedTime(started));
        }
        catch (Exception e) when (Unanswered.ReasonOf(e, cancellation) is { } reason)
        {
            return journey.Ended(workflow, Outcome.Inconclusive, reason, FinishedWorkflow.NoValues, time.GetElapsedTime(started));
        }
    }
}
