using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.ContractTests;

/// <summary>Our own mock, in this process, on a free port.</summary>
internal sealed class MockUnderTest(LogoutMockServer server, Target target, RawHttpClient? wire = null) : IAsyncDisposable
{
    public Target Target => target;

    /// <summary>The client for this target; null if any client will do.</summary>
    public RawHttpClient? Wire => wire;

    public static async Task<MockUnderTest> StartAsync(MockPlan plan)
    {
        var clock = new ManualClock();
        var server = await LogoutMockServer.StartAsync(plan, clock);
        return new(server, new Target(server.AddressOf(plan.Contract.Id), TargetKind.Mock).WithClock(clock.Advance));
    }

    /// <summary>The same over TLS, with its own CA.</summary>
    public static async Task<MockUnderTest> StartTlsAsync(MockPlan plan)
    {
        var clock = new ManualClock();
        var server = await LogoutMockServer.StartAsync(plan, clock, ServerTls.InMemory());
        var authority = server.Certificates;
        var tls = new TargetTls(plan, [authority.Certificate], client => client.IsExpired
            ? authority.ExpiredClientFor(client.CommonName)
            : authority.ClientFor(client.CommonName));
        return new(server, new Target(server.AddressOf(plan.Contract.Id), TargetKind.Mock).WithClock(clock.Advance), new(tls: tls));
    }

    public ValueTask DisposeAsync()
    {
        wire?.Dispose();
        return server.DisposeAsync();
    }
}
