namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>A mock server that shares its state.</summary>
internal interface IReplica : IAsyncDisposable
{
    Uri Admin { get; }

    /// <summary>Starts the server on its ports, and waits until it answers.</summary>
    Task StartAsync();

    int PortOf(string contract);
}
