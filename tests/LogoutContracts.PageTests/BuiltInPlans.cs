using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.PageTests;

/// <summary>The plans of the built-in contracts.</summary>
internal static class BuiltInPlans
{
    public static IEnumerable<string> Ids => SpecCatalog.BuiltIn.Select(contract => contract.Id);

    public static MockPlan Of(string id) =>
        MockPlanner.Plan(SpecCatalog.BuiltIn.First(known => string.Equals(known.Id, id, StringComparison.Ordinal))).Require();
}
