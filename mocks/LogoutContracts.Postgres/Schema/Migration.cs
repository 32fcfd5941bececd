using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Postgres.Schema;

/// <summary>Creates the schema and its tables, or brings them up to date.</summary>
internal static class Migration
{
    /// <summary>Call it while holding the lock for starts.</summary>
    /// <exception cref="StateRejectedException">The schema belongs to a later version, or the user may not create it.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, string schema)
    {
        try
        {
            await connection.RunAsync($"create schema if not exists {schema}");
            await connection.RunAsync($"create table if not exists {schema}.version (number int not null)");
            var found = await connection.ScalarAsync<int?>($"select max(number) from {schema}.version") ?? 0;
            if (found > Tables.Version)
                throw StateRejectedException.Newer(schema, found, Tables.Version);
            foreach (var migration in Tables.Migrations.Skip(found))
                await connection.RunAsync(migration);
            if (found < Tables.Version)
                await connection.RunAsync($"insert into {schema}.version values ({Tables.Version})");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw StateRejectedException.NotAllowed(schema, e.MessageText);
        }
    }
}
