using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Postgres.Schema;

/// <summary>Advisory locks of one schema. They end with their connection, even if a server is killed.</summary>
internal sealed class StateLocks(string schema)
{
    private const int Starts = 0;

    // Above all numbers of contracts.
    private const int Sweeps = short.MaxValue + 1;

    // The locks of all schemas of a database share their numbers. Not negative, because pg_locks shows it without a sign.
    private readonly int group = GroupOf(schema);

    /// <summary>Name of the channel on which the servers of the schema notify each other.</summary>
    public string Channel { get; } = string.Create(CultureInfo.InvariantCulture, $"logout_contracts_{GroupOf(schema)}");

    /// <summary>Waits until no other server starts, for the rest of the transaction.</summary>
    public Task StartAsync(NpgsqlConnection connection) =>
        connection.RunAsync("select pg_advisory_xact_lock($1, $2)", group, Starts);

    /// <summary>Shares a contract, as long as the connection is open.</summary>
    /// <param name="name">Name of this server.</param>
    public async Task HoldAsync(NpgsqlConnection connection, short contract, string name)
    {
        await connection.RunAsync("select pg_advisory_lock_shared($1, $2)", group, (int)contract);
        await connection.RunAsync(
            "delete from replica r where r.pid = pg_backend_pid() and r.contract = $2 or not exists ("
            + "select from pg_locks l where l.pid = r.pid and l.locktype = 'advisory' and l.classid = $1::oid)",
            (long)group, contract);
        await connection.RunAsync("insert into replica (pid, contract, name) values (pg_backend_pid(), $1, $2)", contract, name);
    }

    /// <summary>Whether no other server shares the contract; then none can, for the rest of the transaction.</summary>
    public async Task<bool> TryTakeOverAsync(NpgsqlConnection connection, short contract) =>
        await connection.ScalarAsync<bool>("select pg_try_advisory_xact_lock($1, $2)", group, (int)contract);

    /// <summary>Whether no other server sweeps; then none can, as long as the connection is open.</summary>
    public async Task<bool> TrySweepAsync(NpgsqlConnection connection) =>
        await connection.ScalarAsync<bool>("select pg_try_advisory_lock($1, $2)", group, Sweeps);

    /// <summary>Names of the servers that share a contract.</summary>
    public Task<List<string>> HoldersAsync(NpgsqlConnection connection, short contract) => connection.ListAsync<string>(
        "select r.name from replica r join pg_locks l on l.pid = r.pid and l.locktype = 'advisory' and l.classid = $1::oid "
        + "and l.objid = $2::oid where r.contract = $3 order by r.name",
        (long)group, (long)contract, contract);

    /// <summary>The servers that run, once for each contract that they share.</summary>
    public async Task<IReadOnlyList<RunningServer>> ServersAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select r.pid, r.name from replica r join pg_locks l on l.pid = r.pid and l.locktype = 'advisory' and l.classid = $1::oid "
            + "and l.objid = r.contract::int::oid",
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = group });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<RunningServer>();
        while (await rows.ReadAsync())
            found.Add(new(rows.GetInt32(0), rows.GetString(1)));
        return found;
    }

    private static int GroupOf(string schema) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(schema))) & int.MaxValue;
}

/// <summary>A server that shares the state.</summary>
/// <param name="ProcessId">The database's process for its connection.</param>
internal readonly record struct RunningServer(int ProcessId, string Name);
