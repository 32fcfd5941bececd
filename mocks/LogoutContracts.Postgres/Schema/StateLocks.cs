using System.Buffers.Binary;
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
    private readonly int group = BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(schema))) & int.MaxValue;

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
}
