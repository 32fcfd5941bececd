using System.Collections.Concurrent;
using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Schema;
using LogoutContracts.Tests.Replicas.Planted;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Replicas;

/// <summary>Several servers that share the state of one contract. Each call goes to the next one.</summary>
internal sealed class ReplicaSet : IMock, IAsyncDisposable
{
    private static int schemas;

    private readonly ConcurrentQueue<Exception> errors = new();
    private readonly List<(LogoutMockServer Server, PostgresState State)> replicas = [];
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        MaxConnectionsPerServer = 64,
    });

    private int next;

    private ReplicaSet(MockPlan plan) => Plan = plan;

    /// <summary>Puts a bug into the servers that are added from now on.</summary>
    public Func<ContractState, ISharedContract, ISharedContract>? Plant { get; init; }

    public MockPlan Plan { get; }

    public IReadOnlyList<LogoutMockServer> Servers => [.. replicas.Select(replica => replica.Server)];

    public IReadOnlyList<PostgresState> States => [.. replicas.Select(replica => replica.State)];

    public MockSessions Sessions => Next.Sessions;

    public static string FreshSchema() => string.Create(CultureInfo.InvariantCulture, $"s{Interlocked.Increment(ref schemas)}");

    /// <param name="count">The number of servers.</param>
    public static async Task<ReplicaSet> StartAsync(
        PostgresServer database, MockPlan plan, int count = 2, Func<ContractState, ISharedContract, ISharedContract>? plant = null)
    {
        var (set, schema) = (new ReplicaSet(plan) { Plant = plant }, FreshSchema());
        for (var i = 0; i < count; i++)
            await set.AddAsync(database.Connection, schema);
        return set;
    }

    /// <summary>Starts one more server.</summary>
    /// <param name="fingerprint">Servers share the contract if it is the same.</param>
    /// <exception cref="StateRejectedException">The state is not for this server.</exception>
    public async Task<LogoutMockServer> AddAsync(
        string connection, string schema, string fingerprint = "same", TimeSpan? timeout = null, int? adminPort = null,
        TimeSpan? keep = null, bool isUnlogged = false, int? journal = null)
    {
        var settings = new PostgresSettings(connection)
        {
            Schema = schema,
            Replica = $"replica-{replicas.Count}",
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
            Keep = keep ?? TimeSpan.FromDays(7),
            IsUnlogged = isUnlogged,
        };
        var state = new PostgresState(settings, id => new(id, fingerprint, $"spec {fingerprint}"));
        try
        {
            var server = await LogoutMockServer.StartAsync(
                [Plan],
                new MockServerOptions
                {
                    PortOf = _ => 0,
                    AdminPort = adminPort,
                    Journal = journal ?? Journal.DefaultEntries,
                    OnError = errors.Enqueue,
                    AppliesRateLimits = false,
                    State = Plant is null ? state : new PlantedState(state, Plant),
                });
            replicas.Add((server, state));
            return server;
        }
        catch
        {
            await state.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops a server.</summary>
    public async Task RemoveAsync(LogoutMockServer server)
    {
        var found = replicas.Single(replica => replica.Server == server);
        replicas.Remove(found);
        await StopAsync(found);
    }

    /// <summary>A set without servers.</summary>
    public static ReplicaSet Of(MockPlan plan) => new(plan);

    public Task<Reply> SendAsync(RenderedRequest request) => SendAsync(Next, request);

    public async Task<Reply> SendAsync(LogoutMockServer server, RenderedRequest request)
    {
        using var message = RawHttpClient.MessageOf(server.BaseAddress, request);
        using var response = await client.SendAsync(message);
        return new((int)response.StatusCode, RawHttpClient.HeadersOf(response), await response.Content.ReadAsStringAsync());
    }

    public void Reset() => Next.Reset();

    public void Advance(TimeSpan by) => Next.State.Advance(by);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        foreach (var replica in replicas)
            await StopAsync(replica);
        errors.Should().BeEmpty("the servers should have no internal errors");
    }

    private LogoutMockServer Next =>
        replicas[(int)((uint)Interlocked.Increment(ref next) % (uint)replicas.Count)].Server;

    private static async Task StopAsync((LogoutMockServer Server, PostgresState State) replica)
    {
        await replica.Server.DisposeAsync();
        await replica.State.DisposeAsync();
    }
}
