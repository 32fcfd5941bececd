using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Workflows;

/// <summary>What running a workflow came to.</summary>
/// <param name="Steps">In the order in which they were taken, those of other workflows that it ran among them, each attempt for itself.</param>
/// <param name="Outcome">Inconclusive where the target could not be talked to.</param>
/// <param name="Reason">Why it did not pass, in a sentence; empty where it did.</param>
/// <param name="Outputs">For people: credentials as a prefix of their hash.</param>
public sealed record WorkflowResult(Workflow Workflow, ValueList<WorkflowStepResult> Steps, Outcome Outcome, string Reason, ValueList<NamedOutput> Outputs, TimeSpan Duration)
{
    public bool Succeeded => Outcome == Outcome.Passed;

    /// <summary>Whether the target sent anything back to the last request.</summary>
    public Reachability Reachability { get; init; }
}

/// <param name="Workflow">Id of the workflow that the step belongs to.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Exchange">Null where nothing was sent: the step runs a workflow, or a value that it needs is missing.</param>
/// <param name="Problem">Why the step fails whatever its criteria say; empty where nothing is wrong but they.</param>
/// <param name="Then">What followed, where that was not just the next step; empty otherwise.</param>
public sealed record WorkflowStepResult(
    string Workflow, WorkflowStep Step, int Attempt, Exchange? Exchange, ValueList<CriterionResult> Criteria, ValueList<NamedOutput> Outputs, string Problem, string Then)
{
    /// <summary>The whole exchange, for a report.</summary>
    public ExchangeEvidence Evidence { get; init; } = ExchangeEvidence.None;

    public bool Holds => Problem.Length == 0 && Criteria.All(criterion => criterion.Holds);
}

/// <param name="Found">Where it does not hold: what was there. Empty otherwise.</param>
public sealed record CriterionResult(Criterion Criterion, bool Holds, string Found);

public sealed record NamedOutput(string Name, string Text);
