using System.Globalization;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using Npgsql;

namespace LogoutContracts.Tests.Replicas;

/// <summary>Sessions that nobody uses are removed.</summary>
public sealed class Sweeps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Unused_sessions_are_removed_with_their_values([Values("laravel", "oauth2", "rocketchat")] string contract)
    {
        await using var tables = await StartAsync(contract);
        var before = await tables.RowsAsync();
        string[] users = ["ann", "ann", "bob"];
        foreach (var user in users)
            tables.One.Sessions.Open(user);
        (await tables.RowsAsync()).Sessions.Should().Be(before.Sessions + 3);

        await tables.AgeAsync(days: 6);
        await tables.SweepAsync();
        (await tables.RowsAsync()).Sessions.Should().Be(before.Sessions + 3, "they are not old enough");

        await tables.AgeAsync(days: 8);
        await tables.SweepAsync();
        (await tables.RowsAsync()).Should().Be(before, "only the seeded sessions are left");
        tables.One.Sessions.All.Should().HaveCount(SeededSessions.Of(tables.Set.Plan).Count());
    }

    [Test]
    public async Task A_session_that_is_used_stays_also_without_an_idle_timeout([Values("laravel", "edin")] string contract)
    {
        await using var tables = await StartAsync(contract);
        var client = new VendorClient(tables.Set);
        var (used, unused) = (await client.LoginAsync(), await client.LoginAsync());
        await tables.AgeAsync(days: 8);

        (await client.IsLiveAsync(used)).Should().BeTrue();
        await tables.SweepAsync();

        (await client.IsLiveAsync(used), await client.IsLiveAsync(unused)).Should().Be((true, false));
    }

    [Test]
    public async Task The_offset_of_the_clock_makes_nothing_old()
    {
        await using var tables = await StartAsync("laravel");
        var client = new VendorClient(tables.Set);
        var session = await client.LoginAsync();

        tables.Set.Advance(TimeSpan.FromDays(30));
        await tables.SweepAsync();

        (await client.IsLiveAsync(session)).Should().BeTrue();
    }

    [Test]
    public async Task Seeds_stay_even_after_a_reset_and_when_they_have_ended()
    {
        await using var tables = await StartAsync("laravel");
        var live = VendorClient.Seeded(tables.Set.Plan.Live);
        tables.Set.Reset();
        tables.One.Sessions.End(live["token"]).Should().BeTrue();

        await tables.AgeAsync(days: 100);
        await tables.SweepAsync();

        tables.One.Sessions.StateOf(live["token"]).Should().Be(SessionState.Ended);
    }

    [Test]
    public async Task A_session_that_a_request_is_changing_stays()
    {
        await using var tables = await StartAsync("laravel");
        tables.One.Sessions.Open();
        await tables.AgeAsync(days: 8);
        var before = await tables.RowsAsync();
        await using var transaction = await tables.Connection.BeginTransactionAsync();
        await tables.Connection.ListAsync<long>("select id from session for update");

        await tables.SweepAsync();
        await transaction.RollbackAsync();

        (await tables.RowsAsync()).Should().Be(before);
    }

    /// <summary>It takes a second, the shortest time that a session is kept.</summary>
    [Test]
    public async Task It_happens_in_the_background()
    {
        await using var tables = await StartAsync("laravel", TimeSpan.FromSeconds(1));
        var before = await tables.RowsAsync();
        tables.One.Sessions.Open();

        using var end = new CancellationTokenSource(Patience);
        while (await tables.RowsAsync() != before)
            await Task.Delay(50, end.Token);
    }

    private static async Task<OpenTables> StartAsync(string contract, TimeSpan? keep = null)
    {
        var (database, schema, set) = (await SharedDatabase.Server, ReplicaSet.FreshSchema(), ReplicaSet.Of(Plans.Of(contract)));
        for (var i = 0; i < 2; i++)
            await set.AddAsync(database.Connection, schema, keep: keep);
        var connection = new NpgsqlConnection($"{database.Connection};Search Path={schema}");
        await connection.OpenAsync();
        return new(set, connection);
    }

    /// <summary>Two servers, and their tables.</summary>
    private sealed record OpenTables(ReplicaSet Set, NpgsqlConnection Connection) : IAsyncDisposable
    {
        public LogoutMockServer One => Set.Servers[0];

        /// <summary>Makes all sessions look as if they were used last so long ago.</summary>
        public async Task AgeAsync(int days) => await Connection.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"update session set touched = now() - interval '{days} days'"));

        public Task SweepAsync() => Set.States[0].SweepAsync();

        public async Task<(long Sessions, long Values)> RowsAsync() => (
            await Connection.ScalarAsync<long>(
                "select count(*) from session s join contract c on c.number = s.contract and c.epoch = s.epoch"),
            await Connection.ScalarAsync<long>(
                "select count(*) from session_value v join contract c on c.number = v.contract and c.epoch = v.epoch"));

        public async ValueTask DisposeAsync()
        {
            await Connection.DisposeAsync();
            await Set.DisposeAsync();
        }
    }
}
