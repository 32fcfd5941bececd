using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Postgres.Schema;

/// <summary>A contract's row.</summary>
/// <param name="Term">Increases when servers with another spec, overlays or release take over.</param>
/// <param name="Epoch">Increases with each reset.</param>
internal sealed record StoredContract(short Number, string Fingerprint, string Description, long Term, long Epoch)
{
    private const string Columns = "number, fingerprint, description, term, epoch";

    /// <returns>Null if no server has ever shared the contract.</returns>
    public static async Task<StoredContract?> FindAsync(NpgsqlConnection connection, string id) =>
        (await ReadAsync(connection, $"select {Columns} from contract where id = $1", id)) is [var found] ? found : null;

    public static async Task<StoredContract> InsertAsync(NpgsqlConnection connection, ContractIdentity own) =>
        (await ReadAsync(
            connection,
            $"insert into contract (id, fingerprint, description, term, epoch) values ($1, $2, $3, 1, 1) returning {Columns}",
            own.Id, own.Fingerprint, own.Description))[0];

    /// <summary>Gives the contract to servers with another spec, overlays or release. Its sessions are gone.</summary>
    public async Task<StoredContract> ReplaceAsync(NpgsqlConnection connection, ContractIdentity own)
    {
        await connection.RunAsync("delete from override where contract = $1", Number);
        await connection.RunAsync("delete from journal where contract = $1", Number);
        return (await ReadAsync(
            connection,
            "update contract set fingerprint = $2, description = $3, term = term + 1, epoch = epoch + 1 where number = $1 "
            + $"returning {Columns}",
            Number, own.Fingerprint, own.Description))[0];
    }

    /// <summary>Starts a new epoch: all sessions are gone.</summary>
    /// <returns>Null if another term has begun.</returns>
    public static async Task<StoredContract?> NextEpochAsync(NpgsqlConnection connection, short number, long term) =>
        (await ReadAsync(
            connection, $"update contract set epoch = epoch + 1 where number = $1 and term = $2 returning {Columns}", number, term))
            is [var found] ? found : null;

    private static async Task<List<StoredContract>> ReadAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<StoredContract>();
        while (await rows.ReadAsync())
            found.Add(new(rows.GetInt16(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4)));
        return found;
    }
}
