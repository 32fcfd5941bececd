namespace LogoutContracts.Postgres.Connections;

/// <summary>Where the shared state is.</summary>
/// <param name="Connection">Connection string of Npgsql. It may hold a password, so it is never printed.</param>
internal sealed record PostgresSettings(string Connection)
{
    public const string DefaultSchema = "logout_contracts";

    /// <summary>The schema with the tables. All servers on one schema are one mock.</summary>
    public string Schema { get; init; } = DefaultSchema;

    /// <summary>How long a request may wait for the database.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a session stays after its last use, in real time.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether the tables are unlogged: faster, but empty after a crash of the database.</summary>
    public bool IsUnlogged { get; init; }

    /// <summary>Name of this server in messages to people.</summary>
    public required string Replica { get; init; }

    /// <summary>Only the schema: the record's default would print the password.</summary>
    public override string ToString() => Schema;
}
