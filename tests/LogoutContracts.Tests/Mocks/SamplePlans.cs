using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

/// <summary>The contracts in Samples, planned.</summary>
internal static class SamplePlans
{
    public static IEnumerable<MockPlan> All { get; } =
        [.. SpecCatalog.ReadAll(SpecCatalog.Load(SourceTree.PathOf("tests", "LogoutContracts.Tests", "Samples")))
            .Select(read => MockPlanner.Plan(read.Require()).Require())];

    public static MockPlan Of(string contract) => All.First(plan => string.Equals(plan.Contract.Id, contract, StringComparison.Ordinal));
}
