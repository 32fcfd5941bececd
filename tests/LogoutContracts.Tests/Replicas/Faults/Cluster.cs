using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>Several replicas that share a database, and nginx before them.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly LoadBalancer balancer;
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(8),
    };

    private Cluster(PostgresPair database, IReadOnlyList<IReplica> replicas, LoadBalancer balancer, IReadOnlyList<string> contracts)
    {
        (Database, Replicas, this.balancer) = (database, replicas, balancer);
        Mocks = [.. contracts.Select(contract => new Balanced(this, Plans.Of(contract)))];
    }

    public PostgresPair Database { get; }

    public IReadOnlyList<IReplica> Replicas { get; }

    /// <summary>Each contract, through nginx.</summary>
    public IReadOnlyList<IMock> Mocks { get; }

    /// <param name="create">Creates a replica, by number.</param>
    public static async Task<Cluster> StartAsync(
        PostgresPair database, int count, IReadOnlyList<string> contracts, Func<int, IReplica> create)
    {
        var replicas = Enumerable.Range(0, count).Select(create).ToList();
        await Task.WhenAll(replicas.Select(replica => replica.StartAsync()));
        return new(database, replicas, await LoadBalancer.StartAsync(contracts, replicas), contracts);
    }

    /// <summary>Does something by the admin API of a replica.</summary>
    /// <exception cref="UnansweredException">It may have been done, or not.</exception>
    public async Task SteerAsync(int replica, Func<MockAdminClient, Task> steer)
    {
        using var admin = new MockAdminClient(Replicas[replica].Admin);
        try
        {
            await steer(admin);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or AdminException)
        {
            throw new UnansweredException(e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await balancer.DisposeAsync();
        foreach (var replica in Replicas)
            await replica.DisposeAsync();
    }

    private sealed class Balanced(Cluster cluster, MockPlan plan) : IMock
    {
        public MockPlan Plan => plan;

        public MockSessions Sessions => throw new NotSupportedException("The sessions are in other processes.");

        public async Task<Reply> SendAsync(RenderedRequest request)
        {
            try
            {
                using var message = RawHttpClient.MessageOf(cluster.balancer.AddressOf(plan.Contract.Id), request);
                using var response = await cluster.client.SendAsync(message);
                var (status, body) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
                return status is >= 502 and <= 504 ? throw new UnansweredException(body)
                    : new(status, RawHttpClient.HeadersOf(response), body);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                throw new UnansweredException(e.Message);
            }
        }

        public void Reset() => throw new NotSupportedException("See SteerAsync.");

        public void Advance(TimeSpan by) => throw new NotSupportedException("See SteerAsync.");
    }
}

/// <summary>No answer of the mock: none at all, or that the state or the server cannot be reached.</summary>
internal sealed class UnansweredException(string message) : Exception(message);
