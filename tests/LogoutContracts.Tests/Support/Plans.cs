using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Support;

/// <summary>The plans of the built-in contracts.</summary>
internal static class Plans
{
    public static IEnumerable<MockPlan> All { get; } = [.. SpecCatalog.BuiltIn.Select(contract => MockPlanner.Plan(contract).Require())];

    public static IEnumerable<string> Ids => All.Select(plan => plan.Contract.Id);

    public static MockPlan Of(string contract, string? release = null) => release is null
        ? All.First(plan => string.Equals(plan.Contract.Id, contract, StringComparison.Ordinal))
        : MockPlanner.Plan(Of(contract).Contract, release).Require();
}
