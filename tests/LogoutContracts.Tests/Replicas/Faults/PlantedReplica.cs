using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Tests.Replicas.Planted;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>A replica with a bug, in this process.</summary>
internal sealed class PlantedReplica(
    string name, string connection, IReadOnlyList<string> contracts, Func<ContractState, ISharedContract, ISharedContract> plant) : IReplica
{
    private PlantedState? state;
    private LogoutMockServer? server;

    public Uri Admin => server!.AdminAddress!;

    public int PortOf(string contract) => server!.AddressOf(contract).Port;

    public async Task StartAsync()
    {
        var settings = new PostgresSettings(connection) { Replica = name };
        state = new(new(settings, id => new(id, "planted", "the planted spec")), plant);
        server = await LogoutMockServer.StartAsync(
            [.. contracts.Select(contract => Plans.Of(contract))],
            new MockServerOptions { PortOf = _ => 0, AdminPort = 0, AppliesRateLimits = false, OnError = static _ => { }, State = state });
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        if (state is not null)
            await state.DisposeAsync();
    }
}
