using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>Makes very large plans by copying parts of a given one. Pure.</summary>
internal static class ManyPlans
{
    /// <summary>The same plan under <paramref name="count"/> ids.</summary>
    public static IEnumerable<MockPlan> Copies(MockPlan plan, int count) => Enumerable.Range(0, count).Select(i =>
        plan with { Contract = plan.Contract with { Id = string.Create(CultureInfo.InvariantCulture, $"{plan.Contract.Id}-{i:D4}") } });

    /// <summary>The plan with copies of the path of an operation, to add at least <paramref name="variants"/> variants.</summary>
    public static MockPlan Widened(MockPlan plan, string operation, int variants, bool templated)
    {
        var path = PathOf(plan, operation);
        var copies = PathTexts(plan, operation, variants, templated).Select(text => path with
        {
            Template = new(text),
            Operations = path.Operations
                .Select(planned => planned with { Operation = planned.Operation with { Path = new(text) } }).ToValueList(),
        });
        return plan with { Paths = plan.Paths.Concat(copies).ToValueList() };
    }

    /// <summary>The paths of the copies.</summary>
    public static IEnumerable<string> PathTexts(MockPlan plan, string operation, int variants, bool templated)
    {
        var path = PathOf(plan, operation);
        var each = path.Operations.Sum(planned => planned.Variants.Count) + path.OtherMethods.Count;
        var suffix = templated ? "/{part}" : "";
        return Enumerable.Range(0, (variants + each - 1) / each)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{path.Template.Text}/{i:D5}{suffix}"));
    }

    private static PlannedPath PathOf(MockPlan plan, string operation) =>
        plan.Paths.First(path => path.Operations.Any(planned => string.Equals(planned.Operation.Id, operation, StringComparison.Ordinal)));
}
