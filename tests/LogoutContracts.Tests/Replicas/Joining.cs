using LogoutContracts.Mocks.Requests;
using LogoutContracts.Postgres.Schema;
using LogoutContracts.Tests.Support;
using Npgsql;

namespace LogoutContracts.Tests.Replicas;

/// <summary>Which servers may share a contract.</summary>
public sealed class Joining
{
    [Test]
    public async Task Servers_with_another_spec_are_rejected_while_others_live()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        await replicas.AddAsync(database.Connection, schema, "one");
        await replicas.AddAsync(database.Connection, schema, "one");

        var start = () => replicas.AddAsync(database.Connection, schema, "other");

        (await start.Should().ThrowAsync<StateRejectedException>()).Which.Message.Should().Be(
            "The contract 'laravel' is shared by replica-0, replica-1 as spec one, and this server has spec other. Stop those servers, "
            + "give all servers the same spec, overlays and release, or use another schema with '--state-schema'.");
    }

    [Test]
    public async Task The_state_outlives_its_servers()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var first = await replicas.AddAsync(database.Connection, schema);
        var session = await new VendorClient(replicas).LoginAsync();
        await replicas.RemoveAsync(first);

        await replicas.AddAsync(database.Connection, schema);

        (await new VendorClient(replicas).IsLiveAsync(session)).Should().BeTrue();
    }

    [Test]
    public async Task Another_spec_takes_over_with_a_reset_when_no_server_is_left()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var first = await replicas.AddAsync(database.Connection, schema, "one");
        var session = first.Sessions.Open()["token"];
        await replicas.RemoveAsync(first);

        var second = await replicas.AddAsync(database.Connection, schema, "other");

        second.Sessions.StateOf(session).Should().BeNull("the state was reset");
    }

    [Test]
    public async Task A_server_that_was_overtaken_answers_503()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var first = await replicas.AddAsync(database.Connection, schema, "one");
        await TerminateAsync(database, schema);

        var second = await replicas.AddAsync(database.Connection, schema, "other");
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);

        var refused = await replicas.SendAsync(first, probe);
        refused.Status.Should().Be(503);
        refused.Body.Should().Contain("Restart this server");
        (await replicas.SendAsync(second, probe)).Status.Should().Be(replicas.Plan.Live.Answer!.Status);
    }

    [Test]
    public async Task A_schema_of_a_later_version_is_rejected()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await ExecuteAsync(
            database.Connection,
            $"create schema {schema}; create table {schema}.version (number int); insert into {schema}.version values (99)");
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));

        var start = () => replicas.AddAsync(database.Connection, schema);

        (await start.Should().ThrowAsync<StateRejectedException>()).Which.Message.Should().StartWith(
            $"The schema '{schema}' has version 99, and this server knows versions up to {Tables.Version}.");
    }

    [Test]
    public async Task A_user_who_may_not_create_the_schema_learns_it()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        await ExecuteAsync(database.Connection, $"create role reader_{schema} login");
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));

        var start = () => replicas.AddAsync(
            database.Connection.Replace("Username=postgres", $"Username=reader_{schema}", StringComparison.Ordinal), schema);

        (await start.Should().ThrowAsync<StateRejectedException>()).Which.Message.Should().Contain("permission denied");
    }

    [Test]
    public async Task Ten_servers_can_start_at_once()
    {
        var (database, schema) = (await SharedDatabase.Server, ReplicaSet.FreshSchema());
        var sets = Enumerable.Range(0, 10).Select(_ => ReplicaSet.Of(Plans.Of("laravel"))).ToList();

        var servers = await Task.WhenAll(sets.Select(set => set.AddAsync(database.Connection, schema)));

        var session = servers[0].Sessions.Open()["token"];
        servers.Select(server => server.Sessions.StateOf(session).ToString()).Should().AllBe("Active");
        foreach (var set in sets)
            await set.DisposeAsync();
    }

    /// <summary>Ends the connections with which servers show that they live.</summary>
    private static Task TerminateAsync(PostgresServer database, string schema) =>
        ExecuteAsync(database.Connection, $"select pg_terminate_backend(pid) from {schema}.replica");

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }
}
