using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;

namespace LogoutContracts.Cli.Targets;

/// <summary>A mock of one contract that was started for a run.</summary>
/// <param name="Replica">A second server that shares its sessions; null if there is none.</param>
/// <param name="Flaws">The deliberate flaws of both.</param>
internal sealed record StartedMock(LogoutMockServer Server, LogoutMockServer? Replica, IReadOnlyList<Flaw> Flaws) : IAsyncDisposable
{
    public string Contract => Server.Plans.First().Contract.Id;

    /// <summary>
    /// Does what a restart does to servers that share a store: they forget what only they have in memory, which is the state of their
    /// flaws. The shared sessions stay.
    /// </summary>
    /// <returns>Null: it always works.</returns>
    public Task<string?> RestartAsync(CancellationToken cancellation)
    {
        Server.SetFlaws(Contract, Flaws);
        Replica?.SetFlaws(Contract, Flaws);
        return Task.FromResult<string?>(null);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (Replica is not null)
            await Replica.DisposeAsync();
    }
}
