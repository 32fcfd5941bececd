using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A plan as far as stubs can say it.</summary>
/// <param name="Groups">One for each variant, in the order of the contract; a scenario never spans two.</param>
/// <param name="NotExpressible">The variants that no stub can stand for.</param>
/// <param name="Limits">What holds for all stubs of the contract, in sentences.</param>
public sealed record StubPlan(ValueList<StubGroup> Groups, ValueList<NotExpressible> NotExpressible, ValueList<string> Limits)
{
    public bool Expresses(PlannedVariant variant) => !NotExpressible.Any(entry =>
        string.Equals(entry.Operation, variant.Operation, StringComparison.Ordinal) && string.Equals(entry.Variant, variant.Name, StringComparison.Ordinal));
}

/// <param name="Name">Of the file that the group goes to, without its ending.</param>
public sealed record StubGroup(string Name, ValueList<Stub> Stubs);
