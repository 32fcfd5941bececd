using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>All stubs of a plan, and what they cannot express.</summary>
/// <param name="Groups">One group per variant, in the order of the contract; a scenario never spans two groups.</param>
/// <param name="NotExpressible">The variants that stubs cannot express.</param>
/// <param name="Limits">Limits of all stubs of the contract, in sentences.</param>
public sealed record StubPlan(ValueList<StubGroup> Groups, ValueList<NotExpressible> NotExpressible, ValueList<string> Limits)
{
    /// <summary>Whether stubs can express the variant.</summary>
    public bool Expresses(PlannedVariant variant) => !NotExpressible.Any(entry =>
        string.Equals(entry.Operation, variant.Operation, StringComparison.Ordinal)
        && string.Equals(entry.Variant, variant.Name, StringComparison.Ordinal));
}

/// <summary>The stubs of one variant, which are written to one file.</summary>
/// <param name="Name">Name of the group's file, without its extension.</param>
public sealed record StubGroup(string Name, ValueList<Stub> Stubs);
