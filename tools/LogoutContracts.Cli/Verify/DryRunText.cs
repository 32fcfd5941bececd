using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Negatives;

namespace LogoutContracts.Cli.Verify;

/// <summary>
/// The output of <c>verify --dry-run</c>: each case with its request and the expected answer, and the constraints that no request tests.
/// </summary>
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
            var release = plan.Release is null ? "" : $" {plan.Release}";
            var ending = own.Count(each => each.EndsSession);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{plan.Contract.Id}{release}: {own.Count} cases, {ending} of them end a session"));
        }
    }

    private static string LineOf(VerificationCase each) => each switch
    {
        VerificationCase.OfVariant { Variant: var variant } =>
            $"{each.FullId}: {Line(RenderedRequest.Of(variant.Variant.Request, hole => hole.ToString()))} -> {Answer(variant)}",
        VerificationCase.OfNegative { Negative: var negative } =>
            $"{each.FullId}: {negative.Title}: {Line(negative.Shown())} -> {Expected(negative)}",
        VerificationCase.OfWorkflow { Workflow: var workflow } =>
            $"{each.FullId}: {string.Join(", ", workflow.Steps.Select(step => step.Id))}",
        _ => each.FullId,
    };

    private static string Line(RenderedRequest request) => $"{request.Method} {request.Target}";

    private static string Expected(NegativeTest negative) =>
        negative is { HasStatedAnswer: true, Expected: { } variant }
            ? $"{Answer(variant)}, by {variant.Name}" : "anything but a server error";

    private static string Answer(PlannedVariant variant) =>
        variant.Answer is { } answer ? answer.Status.ToString(CultureInfo.InvariantCulture) : "no connection";

    private static void WriteConstraints(TextWriter output, MockPlan plan)
    {
        var negatives = NegativePlanner.Plan(plan);
        foreach (var untried in negatives.Constraints.Where(constraint => constraint.Untried.Length > 0))
        {
            output.WriteLine(
                $"{plan.Contract.Id}.{untried.Id}: no request violates only this constraint: {untried.Untried} " +
                $"({untried.At.In(plan.Contract.File)})");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Contract.Id}: {negatives.Derived} of {negatives.Constraints.Count} constraints have a request that violates them"));
    }
}
