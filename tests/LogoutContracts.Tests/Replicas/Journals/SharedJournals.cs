using System.Globalization;
using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Journals;
using LogoutContracts.Tests.Replicas.Faults;
using LogoutContracts.Tests.Support;
using Npgsql;
using JournalFilter = LogoutContracts.AdminClient.JournalFilter;
using MockAdminClient = LogoutContracts.AdminClient.MockAdminClient;

namespace LogoutContracts.Tests.Replicas.Journals;

/// <summary>Servers that share a state have one journal.</summary>
public sealed class SharedJournals
{
    private const string Mark = "X-Call";

    [Test]
    public async Task Ten_thousand_calls_to_four_servers_are_there_each_once()
    {
        const int calls = 10_000;
        await using var replicas = await StartAsync(count: 4, journal: 20_000);
        using var admin = AdminOf(replicas, 0);

        await CallAsync(replicas, Enumerable.Range(0, calls));

        var counted = await admin.CountJournalAsync();
        (counted.Count, counted.Total, counted.Missing.Count).Should().Be((calls, calls, 0));
        var entries = await AllAsync(admin);
        entries.Select(MarkOf).Order().Should().Equal(Enumerable.Range(0, calls));
        entries.Select(entry => entry.Number).Should().Equal(Enumerable.Range(1, calls).Select(i => (long)i));
        var byServer = entries.GroupBy(entry => entry.Replica, StringComparer.Ordinal).ToList();
        byServer.Select(each => each.Key).Should().BeEquivalentTo(["replica-0", "replica-1", "replica-2", "replica-3"]);
        byServer.Should().AllSatisfy(each => each.Count().Should().Be(calls / 4));
    }

    [Test]
    public async Task A_journal_keeps_the_newest_requests_of_all_servers_together()
    {
        await using var replicas = await StartAsync(journal: 10);
        using var admin = AdminOf(replicas, 0);

        for (var i = 0; i < 30; i++)
        {
            await CallAsync(replicas, [i]);
            await admin.CountJournalAsync();
        }

        (await admin.CountJournalAsync()).Should().BeEquivalentTo(new JournalCount(10, 30));
        (await AllAsync(admin)).Select(MarkOf).Should().BeEquivalentTo(Enumerable.Range(20, 10));
    }

    [Test]
    public async Task A_request_shows_at_the_other_server_as_soon_as_it_is_answered()
    {
        await using var replicas = await StartAsync();
        using var admin = AdminOf(replicas, 0);
        for (var i = 1; i <= 20; i++)
        {
            await CallAsync(replicas, replicas.Servers[1], i);
            (await admin.CountJournalAsync()).Count.Should().Be(i);
        }

        var entry = (await AllAsync(admin))[0];
        entry.Replica.Should().Be("replica-1");
        (entry.Contract, entry.Operation, entry.Variant, entry.Status).Should().Be(("laravel", "listCustomers", "live", 200));
        entry.Finished.Should().BeAfter(entry.Arrived);
    }

    [Test]
    public async Task One_server_is_read_and_cleared_alone()
    {
        await using var replicas = await StartAsync();
        using var admin = AdminOf(replicas, 0);
        await CallAsync(replicas, Enumerable.Range(0, 6));

        var one = await admin.ListJournalAsync(new JournalFilter { Replica = "replica-1" });
        one.Entries.Select(entry => entry.Replica).Should().Equal("replica-1", "replica-1", "replica-1");
        await admin.ClearJournalAsync("replica-1");

        (await admin.CountJournalAsync(new JournalFilter { Replica = "replica-1" })).Count.Should().Be(0);
        (await AllAsync(admin)).Select(entry => entry.Replica).Should().Equal("replica-0", "replica-0", "replica-0");
        (await FluentActions.Awaiting(() => admin.CountJournalAsync(new JournalFilter { Replica = "replica-2" }))
            .Should().ThrowAsync<AdminException>())
            .WithMessage("*Unknown replica 'replica-2'. Known: replica-0, replica-1.*");
    }

    [Test]
    public async Task Without_other_servers_the_field_is_unknown()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");

        (await mock.Raw.GetStringAsync("/__admin/journal/count")).Should().Contain("\"missing\": []");
        using var response = await mock.Raw.GetAsync("/__admin/journal/count?replica=one");
        (await response.Content.ReadAsStringAsync()).Should().Contain("'replica' is unknown.");
    }

    /// <summary>Requests from before are not added later, although servers write them in the background.</summary>
    [TestCase("clear")]
    [TestCase("reset")]
    public async Task What_was_answered_before_the_journal_was_emptied_is_gone(string how)
    {
        await using var replicas = await StartAsync();
        using var admin = AdminOf(replicas, 0);
        for (var round = 0; round < 10; round++)
        {
            await CallAsync(replicas, Enumerable.Range(0, 6));
            if (how is "clear")
                await admin.ClearJournalAsync();
            else
                await admin.ResetAsync();
            await CallAsync(replicas, replicas.Servers[1], 6);

            (await AllAsync(admin)).Select(MarkOf).Should().Equal(6);
            (await admin.CountJournalAsync()).Total.Should().Be(1);
            await admin.ClearJournalAsync();
        }
    }

    [Test]
    public async Task A_reset_that_empties_it_still_waits_for_the_disk_and_the_standby()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        await replicas.AddAsync(database.Connection, schema);
        await using var connection = new NpgsqlConnection($"{database.Connection};Search Path={schema}");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await PostgresJournal.ClearAsync(connection);

        (await connection.ScalarAsync<string>("show synchronous_commit")).Should().Be("on");
    }

    [Test]
    public async Task A_server_that_does_not_answer_is_named_and_its_requests_come_later()
    {
        await using var database = await PostgresServer.StartNewAsync();
        await using var awake = new ReplicaProcess("awake", database.Connection, ["laravel"]);
        await using var frozen = new ReplicaProcess("frozen", database.Connection, ["laravel"]);
        await awake.StartAsync();
        await frozen.StartAsync();
        using var admin = new MockAdminClient(awake.Admin);
        using var client = new HttpClient();
        await client.GetAsync(new Uri($"http://127.0.0.1:{frozen.PortOf("laravel")}"));

        await frozen.SignalAsync("STOP");
        try
        {
            (await admin.CountJournalAsync()).Missing.Should().Equal("frozen");
            (await admin.ListJournalAsync(new JournalFilter { Replica = "awake" })).Missing.Should().BeEmpty("it was not asked for");
        }
        finally
        {
            await frozen.SignalAsync("CONT");
        }

        (await admin.CountJournalAsync()).Should().BeEquivalentTo(new JournalCount(1, 1));
    }

    /// <summary>A statement whose outcome is unknown is repeated.</summary>
    [Test]
    public async Task A_database_that_hangs_costs_no_entry_and_doubles_none()
    {
        await using var database = await PostgresServer.StartNewAsync();
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var schema = ReplicaSet.FreshSchema();
        for (var i = 0; i < 2; i++)
            await replicas.AddAsync(database.Connection, schema, timeout: TimeSpan.FromSeconds(2), adminPort: 0);
        using var admin = AdminOf(replicas, 0);
        for (var round = 0; round < 3; round++)
        {
            await CallAsync(replicas, Enumerable.Range(round * 20, 10));
            await database.SignalAsync("STOP");
            try
            {
                await CallAsync(replicas, Enumerable.Range((round * 20) + 10, 10));
            }
            finally
            {
                await database.SignalAsync("CONT");
            }
        }

        var entries = await UntilCompleteAsync(admin);
        entries.Select(MarkOf).Should().BeEquivalentTo(Enumerable.Range(0, 60));
        entries.Count(entry => entry.Status == 503).Should().BeGreaterThan(0);
    }

    [Test]
    public async Task An_exchange_that_ends_later_gets_its_end()
    {
        await using var replicas = await StartAsync();
        using var admin = AdminOf(replicas, 0);
        await admin.AddFaultAsync("laravel", FaultKind.Hang);
        using var giveUp = new CancellationTokenSource();
        using var client = new HttpClient();
        var hanging = client.GetAsync(new Uri(replicas.Servers[1].BaseAddress, "api/v1/customers"), giveUp.Token);
        while ((await admin.CountJournalAsync()).Count == 0)
            await Task.Yield();

        (await AllAsync(admin)).Should().ContainSingle().Which.Finished.Should().BeNull();
        await giveUp.CancelAsync();
        await FluentActions.Awaiting(() => hanging).Should().ThrowAsync<OperationCanceledException>();

        while ((await AllAsync(admin))[0].Finished is null)
            await Task.Yield();
    }

    /// <summary>The export sends requests in the order in which the servers answered them, whoever wrote them first.</summary>
    [Test]
    public async Task The_exported_test_has_the_requests_of_all_servers_in_their_order()
    {
        await using var replicas = await StartAsync("rocketchat", count: 3);
        var client = new VendorClient(replicas);
        for (var i = 0; i < 5; i++)
        {
            var session = await client.LoginAsync();
            await client.IsLiveAsync(session);
            await client.LogoutAsync(session);
            await client.IsLiveAsync(session);
        }

        using var raw = new HttpClient { BaseAddress = replicas.Servers[0].AdminAddress };
        var test = await raw.GetStringAsync("/__admin/journal/test");
        var statuses = test.Split('\n').Where(line => line.Contains("Is.EqualTo(", StringComparison.Ordinal))
            .Select(line => line.Split("Is.EqualTo(")[1][..3]);
        statuses.Should().Equal(Enumerable.Repeat((string[])["200", "200", "200", "401"], 5).SelectMany(each => each));
        test.Should().NotContain("is left out");
    }

    [Test]
    public async Task The_stream_has_the_requests_of_the_other_server()
    {
        await using var replicas = await StartAsync();
        using var raw = new HttpClient { BaseAddress = replicas.Servers[0].AdminAddress };
        await using var stream = await raw.GetStreamAsync("/__admin/journal/stream");
        using var lines = new StreamReader(stream);

        await CallAsync(replicas, replicas.Servers[1], 7);

        string? line;
        do
            line = await lines.ReadLineAsync();
        while (line is not null && !line.StartsWith("data: ", StringComparison.Ordinal));
        line.Should().Contain("\"replica\":\"replica-1\"");
    }

    [Test]
    public async Task WireMock_clients_find_and_clear_the_requests_of_all_servers()
    {
        await using var replicas = await StartAsync();
        using var raw = new HttpClient { BaseAddress = replicas.Servers[0].AdminAddress };
        await CallAsync(replicas, Enumerable.Range(0, 4));
        const string pattern = """{"urlPath": "/api/v1/customers", "headers": {"X-Call": {"equalTo": "3"}}}""";

        (await PostAsync("count", pattern)).Should().Contain("\"count\": 1");
        (await PostAsync("reset", "")).Should().Be("{}");
        (await PostAsync("count", pattern)).Should().Contain("\"count\": 0");

        async Task<string> PostAsync(string path, string body)
        {
            using var content = new StringContent(body, null, "application/json");
            using var response = await raw.PostAsync(new Uri($"/__admin/requests/{path}", UriKind.Relative), content);
            return await response.Content.ReadAsStringAsync();
        }
    }

    private static async Task<ReplicaSet> StartAsync(string contract = "laravel", int count = 2, int? journal = null)
    {
        var (replicas, schema) = (ReplicaSet.Of(Plans.Of(contract)), ReplicaSet.FreshSchema());
        for (var i = 0; i < count; i++)
            await replicas.AddAsync((await SharedDatabase.Server).Connection, schema, adminPort: 0, journal: journal);
        return replicas;
    }

    private static MockAdminClient AdminOf(ReplicaSet replicas, int server) => new(replicas.Servers[server].AdminAddress!);

    /// <summary>Sends marked requests, each to the next server.</summary>
    private static Task CallAsync(ReplicaSet replicas, IEnumerable<int> marks) => Parallel.ForEachAsync(
        marks, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (mark, _) => await replicas.SendAsync(Call(replicas, mark)));

    private static async Task CallAsync(ReplicaSet replicas, LogoutMockServer server, int mark) =>
        await replicas.SendAsync(server, Call(replicas, mark));

    private static RenderedRequest Call(ReplicaSet replicas, int mark)
    {
        var request = replicas.Plan.Find("listCustomers", "live").SeededRequest();
        return request with { Headers = [.. request.Headers, new(Mark, mark.ToString(CultureInfo.InvariantCulture))] };
    }

    private static int MarkOf(JournalEntry entry) =>
        int.Parse(entry.Headers.Single(header => header.Name is Mark).Value, CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<JournalEntry>> AllAsync(MockAdminClient admin)
    {
        var all = new List<JournalEntry>();
        long? after = null;
        do
        {
            var page = await admin.ListJournalAsync(after: after, limit: 700);
            page.Missing.Should().BeEmpty();
            all.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>All entries, once the database is back and all servers have written.</summary>
    private static async Task<IReadOnlyList<JournalEntry>> UntilCompleteAsync(MockAdminClient admin)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                if ((await admin.CountJournalAsync()).Missing.Count == 0)
                    return await AllAsync(admin);
            }
            catch (AdminException)
            {
                // The database is not back yet.
            }

            await Task.Delay(50, end.Token);
        }
    }
}
