using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Negatives;

namespace LogoutContracts.Cli.Verify;

/// <summary>What <c>verify --dry-run</c> prints: each case with its request and what the contract expects, and the constraints that they try.</summary>
internal static class DryRunText
{
    public static void Write(TextWriter output, IReadOnlyList<MockPlan> plans, IReadOnlyList<VerificationCase> cases)
    {
        foreach (var plan in plans)
        {
            var own = cases.Where(each => each.FullId.StartsWith($"{plan.Contract.Id}.", StringComparison.Ordinal)).ToList();
            foreach (var each in own)
                output.WriteLine(LineOf(each));
            WriteConstraints(output, plan);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Contract.Id}{(plan.Release is null ? "" : $" {plan.Release}")}: {own.Count} cases, {own.Count(each => each.EndsSession)} of them end a session"));
        }
    }

    private static string LineOf(VerificationCase each) => each switch
    {
        VerificationCase.OfVariant { Variant: var variant } => $"{each.FullId}: {Line(RenderedRequest.Of(variant.Variant.Request, hole => hole.ToString()))} -> {Answer(variant)}",
        VerificationCase.OfNegative { Negative: var negative } => $"{each.FullId}: {negative.Title}: {Line(negative.Shown())} -> {(negative is { HasStatedAnswer: true, Expected: { } ruling } ? $"{Answer(ruling)}, by {ruling.Name}" : "whatever is no server error")}",
        VerificationCase.OfWorkflow { Workflow: var workflow } => $"{each.FullId}: {string.Join(", ", workflow.Steps.Select(step => step.Id))}",
        _ => each.FullId,
    };

    private static string Line(RenderedRequest request) => $"{request.Method} {request.Target}";

    private static string Answer(PlannedVariant variant) => variant.Answer is { } answer ? answer.Status.ToString(CultureInfo.InvariantCulture) : "no connection";

    private static void WriteConstraints(TextWriter output, MockPlan plan)
    {
        var negatives = NegativePlanner.Plan(plan);
        foreach (var untried in negatives.Constraints.Where(constraint => constraint.Untried.Length > 0))
            output.WriteLine($"{plan.Contract.Id}.{untried.Id}: no request breaks it alone: {untried.Untried} ({plan.Contract.File}:{untried.At.Line})");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Contract.Id}: {negatives.Derived} of {negatives.Constraints.Count} constraints have a request that breaks them"));
    }
}
