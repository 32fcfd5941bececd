using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>The plans of the built-in contracts.</summary>
internal static class Plans
{
    /// <summary>The logout that most measurements use.</summary>
    public const string Logout = "logoutMySession";

    public static MockPlan Rocketchat => Of("rocketchat");

    public static MockPlan Laravel => Of("laravel");

    /// <summary>OAuth 2 in a release: reference or jwt.</summary>
    public static MockPlan OAuth(string release) => Of("oauth2", release);

    public static IReadOnlyList<MockPlan> All => [.. SpecCatalog.BuiltIn.Select(contract => MockPlanner.Plan(contract).Require())];

    private static MockPlan Of(string id, string? release = null) => MockPlanner.Plan(
        SpecCatalog.BuiltIn.First(contract => string.Equals(contract.Id, id, StringComparison.Ordinal)), release).Require();
}
