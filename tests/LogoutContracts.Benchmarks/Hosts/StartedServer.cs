namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>A running server and its address.</summary>
internal sealed class StartedServer(Uri address, IAsyncDisposable server) : IAsyncDisposable
{
    public Uri Address => address;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
