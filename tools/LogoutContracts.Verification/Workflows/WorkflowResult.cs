using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Workflows;

/// <summary>The result of running a workflow.</summary>
/// <param name="Steps">In the order of execution, with the steps of workflows that it ran, and each attempt separately.</param>
/// <param name="Outcome">Inconclusive if the target gave no answer.</param>
/// <param name="Reason">Why it did not pass, in one sentence; empty if it passed.</param>
/// <param name="Outputs">As text, with credentials as prefixes of their hashes.</param>
public sealed record WorkflowResult(
    Workflow Workflow, ValueList<WorkflowStepResult> Steps, Outcome Outcome, string Reason, ValueList<NamedOutput> Outputs,
    TimeSpan Duration)
{
    public bool Succeeded => Outcome == Outcome.Passed;

    /// <summary>Whether the target sent anything back to the last request.</summary>
    public Reachability Reachability { get; init; }
}

/// <param name="Workflow">The id of the workflow that the step belongs to.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Exchange">Null if nothing was sent, because the step runs a workflow, or a value is missing.</param>
/// <param name="Problem">Why the step fails apart from its criteria; empty if there is no such reason.</param>
/// <param name="Then">The action that followed; empty for the next step.</param>
public sealed record WorkflowStepResult(
    string Workflow, WorkflowStep Step, int Attempt, Exchange? Exchange, ValueList<CriterionResult> Criteria,
    ValueList<NamedOutput> Outputs, string Problem, string Then)
{
    /// <summary>The whole exchange, for a report.</summary>
    public ExchangeEvidence Evidence { get; init; } = ExchangeEvidence.None;

    public bool Holds => Problem.Length == 0 && Criteria.All(criterion => criterion.Holds);
}

/// <param name="Found">The value if it does not hold; empty otherwise.</param>
public sealed record CriterionResult(Criterion Criterion, bool Holds, string Found);

public sealed record NamedOutput(string Name, string Text);
