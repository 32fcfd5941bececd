using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.Specs;
using LogoutContracts.Verification;
using NUnit.Framework;

/// <summary>Servers that some samples need, on free ports: a mock server with an admin port, and a mock of the ticket service.</summary>
[SetUpFixture]
public sealed class RunningServers
{
    private LogoutMockServer mock = null!;
    private LogoutMockServer tickets = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var rocketchat = SpecCatalog.BuiltIn.First(contract => contract.Id is "rocketchat");
        mock = await LogoutMockServer.StartAsync([MockPlanner.Plan(rocketchat).Require()], new() { PortOf = _ => 0, AdminPort = 0 });
        tickets = await LogoutMockServer.StartAsync(ProviderContract.Read("specs/tickets/openapi.yaml").Plan);
        Environment.SetEnvironmentVariable("MOCK_ADMIN", mock.AdminAddress!.ToString());
        Environment.SetEnvironmentVariable("TICKET_SERVICE", tickets.BaseAddress.ToString());
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await mock.DisposeAsync();
        await tickets.DisposeAsync();
    }
}
