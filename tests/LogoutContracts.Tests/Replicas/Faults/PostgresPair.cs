namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>
/// A PostgreSQL server with a standby, which replicas and standby reach through proxies. A killed primary answers nobody any more: it is
/// fenced.
/// </summary>
internal sealed class PostgresPair : IAsyncDisposable
{
    private readonly Node[] nodes;
    private int primary;

    private PostgresPair(Node first, Node second) => nodes = [first, second];

    public PostgresServer Primary => nodes[primary].Server;

    public PostgresServer Standby => nodes[1 - primary].Server;

    public FaultyProxy ProxyOfPrimary => nodes[primary].Proxy;

    /// <summary>Connection string of whichever server is the primary, through the proxies.</summary>
    public string Connection => $"{ConnectionTo(nodes)};Target Session Attributes=primary";

    /// <summary>Connection string of the server that is the primary now.</summary>
    /// <remarks>Of several hosts, Npgsql avoids one with an error for a second.</remarks>
    public string ConnectionOfPrimary => ConnectionTo(nodes[primary]);

    /// <param name="isSynchronous">Whether a commit waits until the standby has it.</param>
    public static async Task<PostgresPair> StartAsync(bool isSynchronous = true)
    {
        // A standby tries again at once, so that a fault is over when its cause is.
        var primary = await PostgresServer.StartNewAsync(
            "wal_retrieve_retry_interval=50ms", "synchronous_standby_names=" + (isSynchronous ? "*" : ""));
        var first = new Node(primary);
        return new(first, new(await PostgresServer.StartStandbyAsync(primary, first.Replication.Port)));
    }

    /// <summary>For a while, the standby gets nothing; then the primary dies, and the standby takes over.</summary>
    /// <remarks>
    /// A commit that was answered meanwhile would be lost. The network must lose it, because a frozen standby reads it later.
    /// </remarks>
    public async Task FailOverAsync(TimeSpan apart)
    {
        var old = nodes[primary];
        old.Replication.Set(FaultyProxy.Mode.Drop);
        await Task.Delay(apart);
        await Primary.KillAsync();
        await Standby.PromoteAsync();
        primary = 1 - primary;
        old.Replication.Set(FaultyProxy.Mode.Pass);
    }

    /// <summary>The former primary becomes the standby of the new one.</summary>
    public Task FollowAsync() => Standby.FollowAsync(nodes[primary].Replication.Port);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.Proxy.DisposeAsync();
            await node.Replication.DisposeAsync();
            await node.Server.DisposeAsync();
        }
    }

    private static string ConnectionTo(params IEnumerable<Node> nodes) =>
        $"Host={string.Join(',', nodes.Select(node => $"127.0.0.1:{node.Proxy.Port}"))};Username=postgres;Database=postgres;"
        + "Maximum Pool Size=16";

    private sealed class Node(PostgresServer server)
    {
        public PostgresServer Server => server;

        public FaultyProxy Proxy { get; } = new(server.Port);

        public FaultyProxy Replication { get; } = new(server.Port);
    }
}
