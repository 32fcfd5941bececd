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
    /// <summary>Whether the workflow passed.</summary>
    public bool Succeeded => Outcome == Outcome.Passed;

    /// <summary>Whether the target responded to the last request.</summary>
    public Reachability Reachability { get; init; }
}

/// <summary>The result of one attempt at a step.</summary>
/// <param name="Workflow">The id of the workflow that the step belongs to.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="Exchange">Null if nothing was sent, because the step runs a workflow, or a value is missing.</param>
/// <param name="Problem">Why the step failed, other than by its criteria; empty if it did not.</param>
/// <param name="Then">The action that followed; empty if the next step followed.</param>
public sealed record WorkflowStepResult(
    string Workflow, WorkflowStep Step, int Attempt, Exchange? Exchange, ValueList<CriterionResult> Criteria,
    ValueList<NamedOutput> Outputs, string Problem, string Then)
{
    /// <summary>The whole exchange, for a report.</summary>
    public ExchangeEvidence Evidence { get; init; } = ExchangeEvidence.None;

    /// <summary>Whether the step passed.</summary>
    public bool Holds => Problem.Length == 0 && Criteria.All(criterion => criterion.Holds);
}

/// <summary>The result of one criterion.</summary>
/// <param name="Found">The value that was found, if the criterion does not hold; empty otherwise.</param>
public sealed record CriterionResult(Criterion Criterion, bool Holds, string Found);

/// <summary>An output as text, without credentials.</summary>
public sealed record NamedOutput(string Name, string Text);
