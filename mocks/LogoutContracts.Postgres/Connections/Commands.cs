using Npgsql;

namespace LogoutContracts.Postgres.Connections;

/// <summary>Short forms for statements.</summary>
internal static class Commands
{
    /// <summary>Runs a statement, with the values of $1, $2, …</summary>
    /// <returns>The number of rows that it changed.</returns>
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Of(connection, sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row; the default value if there is none, or it is null.</summary>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Of(connection, sql, values);
        return await command.ExecuteScalarAsync() is T found ? found : default;
    }

    /// <summary>The first column of all rows.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await reader.ReadAsync())
            found.Add(reader.GetFieldValue<T>(0));
        return found;
    }

    /// <summary>Adds a statement, with the values of $1, $2, … or their parameters.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
        return command;
    }

    private static NpgsqlCommand Of(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
