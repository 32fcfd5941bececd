using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks;

/// <summary>Turns a contract into a plan. Pure.</summary>
public static class MockPlanner
{
    /// <param name="release">The vendor's release whose variants answer by default; null for the contract's default.</param>
    /// <returns>The plan, or diagnostics if another variant would answer an example.</returns>
    /// <exception cref="ArgumentException">The contract does not list the release.</exception>
    public static Parsed<MockPlan> Plan(Contract contract, string? release = null)
    {
        if (release is not null && !contract.Releases.Known.Contains(release, StringComparer.Ordinal))
            throw new ArgumentException(
                $"'{contract.Id}' has no release '{release}'. Known: {string.Join(", ", contract.Releases.Known)}.", nameof(release));
        release ??= contract.Releases.Default;
        var paths = contract.Paths.Select(path => new PlannedPath(
            path.Template,
            path.Operations.Select(operation => new PlannedOperation(operation, Planned(operation.Variants))).ToValueList(),
            Planned(path.OtherMethods))).ToValueList();
        var plan = new MockPlan(contract, release, paths);
        var problems = ExampleCheck.Check(plan).ToList();
        return problems.Count > 0 ? Parsed<MockPlan>.Failed(problems) : Parsed<MockPlan>.Of(plan);

        ValueList<PlannedVariant> Planned(ValueList<Variant> variants) => variants.Select(variant =>
        {
            var isDefault = variant.HoldsByDefaultIn(release);
            return new PlannedVariant(variant, isDefault, variant.Expect as Expectation.Answer, SeedSet.Of(contract, variant, isDefault));
        }).ToValueList();
    }
}
