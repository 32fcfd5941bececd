using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="BeginAsync">Returns what ends it.</param>
internal sealed record Fault(string Name, Func<Cluster, Random, Task<Func<Task>>> BeginAsync)
{
    private static readonly Fault FailOver = new("fail over", static async (cluster, random) =>
    {
        await cluster.Database.FailOverAsync(TimeSpan.FromMilliseconds(random.Next(400)));
        return cluster.Database.FollowAsync;
    });

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("kill a replica", static async (cluster, random) =>
        {
            var replica = One(cluster, random);
            await replica.KillAsync();
            return replica.StartAsync;
        }),
        new("freeze a replica", static async (cluster, random) =>
        {
            var replica = One(cluster, random);
            await replica.SignalAsync("STOP");
            return () => replica.SignalAsync("CONT");
        }),
        new("kill the primary", static async (cluster, _) =>
        {
            await cluster.Database.Primary.KillAsync();
            return cluster.Database.Primary.StartAsync;
        }),
        new("freeze the primary", static async (cluster, _) =>
        {
            await cluster.Database.Primary.SignalAsync("STOP");
            return () => cluster.Database.Primary.SignalAsync("CONT");
        }),
        new("kill the standby", static async (cluster, _) =>
        {
            await cluster.Database.Standby.KillAsync();
            return cluster.Database.Standby.StartAsync;
        }),
        FailOver,
        new("stop the replay", static async (cluster, _) =>
        {
            var standby = cluster.Database.Standby;
            await DoAsync(standby, "select pg_wal_replay_pause()");
            return () => DoAsync(standby, "select pg_wal_replay_resume()");
        }),
        new("exhaust connections", static async (cluster, _) => await ExhaustAsync(cluster.Database.Primary)),
        Network("delay", FaultyProxy.Mode.Delay),
        Network("hold", FaultyProxy.Mode.Hold),
        Network("drop", FaultyProxy.Mode.Drop),
        Network("cut", FaultyProxy.Mode.Cut),
    ];

    public static Fault Named(string name) => All.Single(fault => string.Equals(fault.Name, name, StringComparison.Ordinal));

    private static ReplicaProcess One(Cluster cluster, Random random) =>
        (ReplicaProcess)cluster.Replicas[random.Next(cluster.Replicas.Count)];

    private static Fault Network(string name, FaultyProxy.Mode mode) => new($"network: {name}", (cluster, _) =>
    {
        var proxy = cluster.Database.ProxyOfPrimary;
        proxy.Set(mode);
        return Task.FromResult<Func<Task>>(() =>
        {
            proxy.Set(FaultyProxy.Mode.Pass);
            return Task.CompletedTask;
        });
    });

    private static async Task DoAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server.Connection};Pooling=false");
        await connection.OpenAsync();
        await connection.RunAsync(sql);
    }

    private static async Task<Func<Task>> ExhaustAsync(PostgresServer server)
    {
        var open = new List<NpgsqlConnection>();
        try
        {
            while (true)
            {
                var connection = new NpgsqlConnection($"{server.Connection};Pooling=false");
                await connection.OpenAsync();
                open.Add(connection);
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.TooManyConnections)
        {
            return async () =>
            {
                foreach (var connection in open)
                    await connection.DisposeAsync();
            };
        }
    }
}
