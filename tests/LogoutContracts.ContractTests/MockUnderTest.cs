using LogoutContracts.Mocks;
using LogoutContracts.Serving;
using LogoutContracts.Verification;

namespace LogoutContracts.ContractTests;

/// <summary>Our own mock, in this process, on a free port.</summary>
internal sealed class MockUnderTest(MockServer server, Target target) : IAsyncDisposable
{
    public Target Target => target;

    public static async Task<MockUnderTest> StartAsync(MockPlan plan)
    {
        var clock = new ManualClock();
        var server = await MockServer.StartAsync(plan, clock);
        return new(server, new(server.AddressOf(plan.Contract.Id), TargetKind.Mock, clock.Advance));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
