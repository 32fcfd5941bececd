namespace LogoutContracts.Mocks.Stubs;

/// <summary>Plan to stubs: session state compiled down to one scenario a variant.</summary>
public static class StubPlanner
{
    public static StubPlan Plan(MockPlan plan) => new([], [], []);
}
