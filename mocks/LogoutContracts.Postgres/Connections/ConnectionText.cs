using Npgsql;

namespace LogoutContracts.Postgres.Connections;

/// <summary>Completes the connection string of a user.</summary>
internal static class ConnectionText
{
    /// <summary>Settings of PostgreSQL for all connections.</summary>
    /// <remarks>
    /// An answer must not be sent before the commit is durable, whatever the server's default is. A prepared statement keeps its plan while
    /// the tables grow, so the plan must use the indexes from the start. And to compile a statement takes a second, which PostgreSQL does
    /// as long as it has no statistics, because it expects many more rows.
    /// </remarks>
    public const string ServerOptions =
        "-c synchronous_commit=on -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off";

    private const int PreparedStatements = 32;

    /// <summary>The string of the pool.</summary>
    /// <exception cref="ArgumentException">Npgsql does not understand the string. The message names the keyword.</exception>
    public static NpgsqlConnectionStringBuilder Pooled(PostgresSettings settings) => new(settings.Connection)
    {
        SearchPath = settings.Schema,
        ApplicationName = $"logout-contracts {settings.Replica}",

        // A cancelled wait for a standby leaves a commit that is visible, but not replicated. Npgsql cancels when a command times out, so
        // none does: see Database.
        CommandTimeout = 0,
        Timeout = Math.Max(1, (int)Math.Ceiling(settings.Timeout.TotalSeconds)),

        // With several hosts: how long a host that was a standby is not asked again. It may be the primary now.
        HostRecheckSeconds = 1,
        MaxAutoPrepare = PreparedStatements,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        Enlist = false,

        Options = $"{new NpgsqlConnectionStringBuilder(settings.Connection).Options} {ServerOptions}".Trim(),
    };

    /// <summary>The string of a connection that stays open, to show others that this server lives.</summary>
    public static NpgsqlConnectionStringBuilder Single(PostgresSettings settings)
    {
        var text = Pooled(settings);
        text.Pooling = false;
        return text;
    }
}
