using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>Plans larger than anybody writes by hand, made of one that is there. Pure.</summary>
internal static class ManyPlans
{
    /// <summary>The same plan under <paramref name="count"/> ids.</summary>
    public static IEnumerable<MockPlan> Copies(MockPlan plan, int count) => Enumerable.Range(0, count).Select(i =>
        plan with { Contract = plan.Contract with { Id = string.Create(CultureInfo.InvariantCulture, $"{plan.Contract.Id}-{i:D4}") } });

    /// <summary>The plan, and in it copies of the path of <paramref name="operation"/>, until there are <paramref name="variants"/> variants.</summary>
    public static MockPlan Widened(MockPlan plan, string operation, int variants, bool templated)
    {
        var path = PathOf(plan, operation);
        var copies = PathTexts(plan, operation, variants, templated).Select(text => path with
        {
            Template = new(text),
            Operations = path.Operations.Select(planned => planned with { Operation = planned.Operation with { Path = new(text) } }).ToValueList(),
        });
        return plan with { Paths = plan.Paths.Concat(copies).ToValueList() };
    }

    /// <summary>Where the copies stand.</summary>
    public static IEnumerable<string> PathTexts(MockPlan plan, string operation, int variants, bool templated)
    {
        var path = PathOf(plan, operation);
        var each = path.Operations.Sum(planned => planned.Variants.Count) + path.OtherMethods.Count;
        return Enumerable.Range(0, (variants + each - 1) / each).Select(i => string.Create(CultureInfo.InvariantCulture, $"{path.Template.Text}/{i:D5}{(templated ? "/{part}" : "")}"));
    }

    private static PlannedPath PathOf(MockPlan plan, string operation) =>
        plan.Paths.First(path => path.Operations.Any(planned => string.Equals(planned.Operation.Id, operation, StringComparison.Ordinal)));
}
