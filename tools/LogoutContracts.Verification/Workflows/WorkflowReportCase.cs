using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Workflows;

/// <summary>A workflow as a case of a report: each criterion is a comparison.</summary>
public static class WorkflowReportCase
{
    private const string Held = "holds";

    /// <summary>Converts the result of a workflow. If it failed at a step of its own, the location is that of the step.</summary>
    public static ReportCase Of(WorkflowResult run)
    {
        var workflow = run.Workflow;
        var last = run.Steps is [.., var ending] ? ending : null;
        var isOwn = last is { Holds: false } && string.Equals(last.Workflow, workflow.Id, StringComparison.Ordinal);
        var at = isOwn ? last!.Step.At : workflow.At;
        return new(
            $"workflow.{workflow.Id}", ReportRule.Workflow,
            workflow.Summary.Length > 0 ? workflow.Summary : $"The sequence '{workflow.Id}' completes",
            run.Outcome, run.Reason, ReportLocation.Of(workflow.File, at), run.Duration,
            run.Outcome == Outcome.Failed ? Problems(last) : [], run.Steps.Select(StepOf).ToValueList());
    }

    private static ValueList<Comparison> Problems(WorkflowStepResult? last) =>
        last is null ? [] : ComparisonsOf(last).Where(comparison => !comparison.Holds).ToValueList();

    private static ReportStep StepOf(WorkflowStepResult step) =>
        new($"{step.Workflow} / {step.Step.Id}{(step.Then.Length > 0 ? $": {step.Then}" : "")}", step.Evidence, ComparisonsOf(step));

    private static ValueList<Comparison> ComparisonsOf(WorkflowStepResult step) => step.Criteria
        .Select(criterion => new Comparison(
            criterion.Criterion.Condition, Held, criterion.Holds ? Held : $"does not hold: {criterion.Found}"))
        .Concat(step.Problem.Length > 0 ? [new Comparison("step", "completed", step.Problem)] : []).ToValueList();
}
