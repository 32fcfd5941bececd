using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Postgres.Schema;

/// <summary>Creates the schema and its tables, or brings them up to date.</summary>
internal static class Migration
{
    /// <summary>Call it while holding the lock for starts.</summary>
    /// <exception cref="StateRejectedException">
    /// The schema belongs to a later version or has tables of the other sort, or the user may not create it.
    /// </exception>
    public static async Task RunAsync(NpgsqlConnection connection, PostgresSettings settings)
    {
        var (schema, isUnlogged) = (settings.Schema, settings.IsUnlogged);
        try
        {
            await connection.RunAsync($"create schema if not exists {schema}");
            await connection.RunAsync($"create table if not exists {schema}.version (number int not null)");
            var found = await connection.ScalarAsync<int?>($"select max(number) from {schema}.version") ?? 0;
            if (found > Tables.Version)
                throw StateRejectedException.Newer(schema, found, Tables.Version);
            if (found > 0 && await connection.ScalarAsync<bool>(Tables.AreUnlogged) != isUnlogged)
                throw StateRejectedException.OtherTables(schema, !isUnlogged);
            foreach (var migration in Tables.Migrations.Skip(found))
                await connection.RunAsync(isUnlogged ? Tables.Unlogged(migration) : migration);
            if (found == 0 && isUnlogged)
                await connection.RunAsync(Tables.NumbersAfterCrash);
            if (found < Tables.Version)
                await connection.RunAsync($"insert into {schema}.version values ({Tables.Version})");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw StateRejectedException.NotAllowed(schema, e.MessageText);
        }
    }
}
