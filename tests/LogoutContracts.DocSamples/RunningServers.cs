using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.Specs;
using LogoutContracts.Verification;
using NUnit.Framework;

/// <summary>What some samples expect to run already: a mock server with an admin port, and the ticket service. Both listen on free ports.</summary>
[SetUpFixture]
public sealed class RunningServers
{
    private LogoutMockServer mock = null!;
    private LogoutMockServer tickets = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        mock = await LogoutMockServer.StartAsync([MockPlanner.Plan(SpecCatalog.BuiltIn.First(contract => contract.Id is "rocketchat")).Require()], new() { PortOf = _ => 0, AdminPort = 0 });
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
