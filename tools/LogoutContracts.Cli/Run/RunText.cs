using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Cli.Run;

/// <summary>The output of <c>run</c>: each step with its request, status and criteria.</summary>
internal static class RunText
{
    public static void Print(TextWriter output, WorkflowResult run)
    {
        output.WriteLine();
        output.WriteLine($"{run.Workflow.Id}{(run.Workflow.Summary.Length > 0 ? $": {run.Workflow.Summary}" : "")}");
        foreach (var step in run.Steps)
            Print(output, step, run);
        foreach (var value in run.Outputs)
            output.WriteLine($"  output {value.Name}: {ErrorText.Spaced(value.Text)}");
        output.WriteLine(run.Outcome == Outcome.Passed ? "  passed" : $"  {Word(run.Outcome)}: {ErrorText.Spaced(run.Reason)}");
    }

    public static string Summary(IReadOnlyCollection<WorkflowResult> runs)
    {
        var outcomes = runs.CountBy(run => run.Outcome).OrderBy(pair => pair.Key)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {Word(pair.Key)}"));
        return string.Create(
            CultureInfo.InvariantCulture, $"{runs.Count} {(runs.Count == 1 ? "workflow" : "workflows")}: {string.Join(", ", outcomes)}");
    }

    private static void Print(TextWriter output, WorkflowStepResult step, WorkflowResult run)
    {
        var isNested = !string.Equals(step.Workflow, run.Workflow.Id, StringComparison.Ordinal);
        var attempt = step.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {step.Attempt}") : "";
        output.WriteLine($"  {(step.Holds ? "ok  " : "FAIL")} {(isNested ? $"{step.Workflow} / " : "")}{step.Step.Id}{attempt}");
        if (step.Exchange is { } exchange)
        {
            var request = step.Evidence.Request.Split('\n')[0];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"         {request} -> {exchange.Response.Status}"));
        }
        else if (step.Step.Workflow is { } other)
        {
            output.WriteLine($"         runs {other}");
        }

        if (step.Problem.Length > 0)
            output.WriteLine($"         {ErrorText.Spaced(step.Problem)}");
        foreach (var criterion in step.Criteria)
        {
            var condition = criterion.Criterion.Condition;
            output.WriteLine(criterion.Holds
                ? $"         holds: {condition}"
                : $"         does not hold: {condition} ({run.Workflow.File}:{criterion.Criterion.At}); "
                    + ErrorText.Spaced(criterion.Found));
        }

        foreach (var value in step.Outputs)
            output.WriteLine($"         {value.Name}: {ErrorText.Spaced(value.Text)}");
        if (step.Then.Length > 0)
            output.WriteLine($"         {step.Then}");
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        _ => "inconclusive",
    };
}
