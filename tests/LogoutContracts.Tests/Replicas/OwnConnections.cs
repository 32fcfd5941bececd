using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Tests.Replicas;

/// <summary>A connection outside of the pool can be closed at any moment.</summary>
public sealed class OwnConnections
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_connection_that_is_closed_during_a_statement_is_gone_after_it()
    {
        var database = await SharedDatabase.Server;
        var own = new OwnConnection(new(database.Connection) { Replica = "closing" });
        var pid = await own.UseAsync(OpenAsync, CancellationToken.None);
        var statement = own.UseAsync(connection => connection.ScalarAsync<int>("select 1 from pg_sleep(0.3)"), CancellationToken.None);

        await own.DisposeAsync().AsTask().WaitAsync(Patience);

        (await statement).Should().Be(1, "it is never cancelled");
        await using var other = new NpgsqlConnection(database.Connection);
        await other.OpenAsync();
        while (await other.ScalarAsync<long>("select count(*) from pg_stat_activity where pid = $1", pid) > 0)
            await Task.Delay(20);
    }

    private static async Task<int> OpenAsync(NpgsqlConnection connection)
    {
        await connection.OpenAsync();
        return connection.ProcessID;
    }
}
