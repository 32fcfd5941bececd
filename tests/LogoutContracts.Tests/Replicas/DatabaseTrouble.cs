using System.Net;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas;

/// <summary>What clients see while the database is away.</summary>
public sealed class DatabaseTrouble
{
    // As for users: on a busy machine, the first statement of a connection takes a while.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Requests_get_503_until_the_database_is_there_and_then_normal_answers()
    {
        await using var database = await PostgresServer.StartNewAsync();
        await database.KillAsync();
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var server = await replicas.AddAsync(database.Connection, ReplicaSet.FreshSchema(), timeout: Timeout);
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);

        var early = await replicas.SendAsync(server, probe);
        (early.Status, early["Content-Type"], early["Retry-After"]).Should().Be((503, "application/problem+json", "1"));
        early.Body.Should().Contain("urn:logout-contracts:state-unavailable");
        (await replicas.SendAsync(server, new("GET", "/no/such/path", [], null))).Status.Should().Be(503);

        await database.StartAsync();
        await UntilAsync(replicas, replicas.Plan.Live.Answer!.Status);
        var session = await new VendorClient(replicas).LoginAsync();
        (await new VendorClient(replicas).LogoutAsync(session)).Should().BeTrue();

        await database.KillAsync();
        (await replicas.SendAsync(server, probe)).Status.Should().Be(503);
        await database.StartAsync();
        await UntilAsync(replicas, replicas.Plan.Live.Answer!.Status);
        (await new VendorClient(replicas).IsLiveAsync(session)).Should().BeFalse("an ended session stays ended");
    }

    [Test]
    public async Task A_database_that_does_not_answer_keeps_nobody_waiting()
    {
        await using var database = await PostgresServer.StartNewAsync();
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var server = await replicas.AddAsync(database.Connection, ReplicaSet.FreshSchema(), timeout: Timeout);
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);
        await UntilAsync(replicas, replicas.Plan.Live.Answer!.Status);

        await database.SignalAsync("STOP");
        try
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => replicas.SendAsync(server, probe))).WaitAsync(Patience);
            replies.Select(reply => reply.Status).Should().AllBeEquivalentTo(503);
        }
        finally
        {
            await database.SignalAsync("CONT");
        }

        await UntilAsync(replicas, replicas.Plan.Live.Answer!.Status);
    }

    [Test]
    public async Task A_server_stops_though_its_database_does_not_answer()
    {
        await using var database = await PostgresServer.StartNewAsync();
        await using var serving = await ServeRun.StartAsync("serve", "laravel", "--port-base", "0", "--state", database.Connection);
        using var client = new HttpClient();
        (await client.GetAsync(new Uri(serving.AddressOf("laravel")))).StatusCode.Should().Be(HttpStatusCode.NotFound);

        await database.SignalAsync("STOP");
        try
        {
            (await client.GetAsync(new Uri(serving.AddressOf("laravel")))).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

            (await serving.StopAsync().WaitAsync(Patience)).Should().Be(0);
        }
        finally
        {
            await database.SignalAsync("CONT");
        }
    }

    private static async Task UntilAsync(ReplicaSet replicas, int status)
    {
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);
        using var end = new CancellationTokenSource(Patience);
        while ((await replicas.SendAsync(probe)).Status != status)
            await Task.Delay(50, end.Token);
    }
}
