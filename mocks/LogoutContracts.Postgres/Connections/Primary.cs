using Npgsql;

namespace LogoutContracts.Postgres.Connections;

/// <summary>Refuses connections to a standby, which may be behind.</summary>
internal static class Primary
{
    private const string Question = "select pg_is_in_recovery()";

    /// <exception cref="NpgsqlException">The server is a standby.</exception>
    public static void Check(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Question, connection);
        Check(command.ExecuteScalar());
    }

    /// <summary>Opens a connection, and refuses it if it leads to a standby.</summary>
    /// <exception cref="NpgsqlException">The server cannot be reached, or is a standby.</exception>
    public static async Task OpenAsync(NpgsqlConnection connection)
    {
        await connection.OpenAsync();
        await CheckAsync(connection);
    }

    /// <inheritdoc cref="Check(NpgsqlConnection)"/>
    public static async Task CheckAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Question, connection);
        Check(await command.ExecuteScalarAsync());
    }

    private static void Check(object? isStandby)
    {
        if (isStandby is true)
            throw new NpgsqlException("the server is a standby; the state needs the primary");
    }
}
