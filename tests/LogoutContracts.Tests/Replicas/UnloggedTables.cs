using LogoutContracts.Mocks.Requests;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Schema;
using LogoutContracts.Tests.Support;
using Npgsql;

namespace LogoutContracts.Tests.Replicas;

/// <summary>Tables that a crash of the database empties.</summary>
public sealed class UnloggedTables
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>It starts and kills a database of its own, which takes seconds.</summary>
    [Test]
    public async Task A_crash_of_the_database_is_a_reset_for_all()
    {
        await using var database = await PostgresServer.StartNewAsync();
        var schema = ReplicaSet.FreshSchema();
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        for (var i = 0; i < 2; i++)
            await replicas.AddAsync(database.Connection, schema, timeout: TimeSpan.FromSeconds(2), isUnlogged: true);
        var client = new VendorClient(replicas);
        var session = await client.LoginAsync();
        replicas.Advance(TimeSpan.FromHours(1));
        (await client.IsLiveAsync(session), await client.IsLiveAsync(session)).Should().Be((true, true));

        await database.KillAsync();
        await database.StartAsync();

        // Nobody takes a seeded session for an unknown one, also before the server has noticed the crash.
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);
        foreach (var server in replicas.Servers)
        {
            using var end = new CancellationTokenSource(Patience);
            int status;
            while ((status = (await replicas.SendAsync(server, probe)).Status) == 503)
                await Task.Delay(20, end.Token);
            status.Should().Be(replicas.Plan.Live.Answer!.Status);
        }

        (await client.IsLiveAsync(session), await client.IsLiveAsync(session)).Should().Be((false, false));
        replicas.Servers[0].State.Ahead.Should().Be(TimeSpan.Zero);
        replicas.Advance(TimeSpan.FromHours(1));
        replicas.Servers[0].State.Ahead.Should().Be(TimeSpan.FromHours(1));
        (await client.IsLiveAsync(await client.LoginAsync())).Should().BeTrue();
    }

    [Test]
    public async Task All_servers_of_a_schema_have_the_same_tables([Values] bool isUnlogged)
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        await replicas.AddAsync(database.Connection, schema, isUnlogged: isUnlogged);

        var start = () => replicas.AddAsync(database.Connection, schema, isUnlogged: !isUnlogged);

        (await start.Should().ThrowAsync<StateRejectedException>()).Which.Message.Should().Be(isUnlogged
            ? $"The tables of the schema '{schema}' are unlogged, so a crash of the database empties them. "
                + "Add '--state-unlogged', or use another schema with '--state-schema'."
            : $"The tables of the schema '{schema}' are not unlogged. "
                + "Leave '--state-unlogged' out, or use another schema with '--state-schema'.");
    }

    [Test]
    public async Task A_schema_of_the_first_version_is_brought_up_to_date_and_its_sessions_stay()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var first = await replicas.AddAsync(database.Connection, schema);
        var session = first.Sessions.Open()["token"];
        await replicas.RemoveAsync(first);
        await using var connection = new NpgsqlConnection($"{database.Connection};Search Path={schema}");
        await connection.OpenAsync();
        await connection.RunAsync("alter table session drop column is_seed, drop column touched");
        await connection.RunAsync("drop table journal, journal_head, journal_writer, journal_cleared");
        await connection.RunAsync("delete from version where number > 1; insert into version values (1)");

        var second = await replicas.AddAsync(database.Connection, schema);

        second.Sessions.StateOf(session).ToString().Should().Be("Active");
        (await connection.ScalarAsync<int>("select max(number) from version")).Should().Be(Tables.Version);
        await connection.RunAsync("update session set touched = now() - interval '1 year'");
        await replicas.States[^1].SweepAsync();
        second.Sessions.StateOf(session).ToString().Should().Be("Active", "it may be a seed");
    }
}
