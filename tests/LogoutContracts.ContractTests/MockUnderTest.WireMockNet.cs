using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using WireMock.Server;
using WireMock.Settings;

namespace LogoutContracts.ContractTests;

/// <summary>Replaces MockUnderTest.cs: runs WireMock.Net in this process, with the committed stubs.</summary>
internal sealed class MockUnderTest(WireMockServer server, Target target) : IAsyncDisposable
{
    public Target Target => target;

    public RawHttpClient? Wire { get; }

    public static Task<MockUnderTest> StartAsync(MockPlan plan)
    {
        var server = WireMockServer.Start(new WireMockServerSettings { Port = 0 });
        server.ReadStaticMappings(Path.Combine(Repository.Root, "mocks", plan.Contract.Id, "wiremock-net"));
        return Task.FromResult(new MockUnderTest(server, new(new(server.Urls[0]), TargetKind.Stubs)));
    }

    /// <summary>Without TLS: stubs do not support client certificates.</summary>
    public static Task<MockUnderTest> StartTlsAsync(MockPlan plan) => StartAsync(plan);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }
}
