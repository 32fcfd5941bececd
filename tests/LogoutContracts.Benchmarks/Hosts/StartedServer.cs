namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>A server that answers.</summary>
internal sealed class StartedServer(Uri address, IAsyncDisposable server) : IAsyncDisposable
{
    public Uri Address => address;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
