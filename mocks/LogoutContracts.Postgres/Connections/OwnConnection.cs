using Npgsql;

namespace LogoutContracts.Postgres.Connections;

/// <summary>
/// A connection outside of the pool. It is closed only after its statement has ended, because Npgsql waits for ever if it is closed during
/// one.
/// </summary>
/// <param name="longest">How long a use may take; null for as long as a request may, but not less than a stuck connection takes.</param>
internal sealed class OwnConnection(PostgresSettings settings, TimeSpan? longest = null) : IAsyncDisposable
{
    // Enough for a database that answers. A server that stops does not wait for another one.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly TimeSpan patience = longest ?? (settings.Timeout > Database.StuckAfter ? settings.Timeout : Database.StuckAfter);
    private readonly NpgsqlConnection connection = new(ConnectionText.Single(settings).ConnectionString);
    private Task running = Task.CompletedTask;

    /// <summary>The database's process for the connection, while it is open.</summary>
    public int ProcessId => connection.ProcessID;

    /// <summary>Runs statements, one use after the other.</summary>
    /// <exception cref="TimeoutException">They take too long. They are left alone, and the connection must be closed.</exception>
    public Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> use, CancellationToken stop)
    {
        var used = use(connection);
        running = used;
        return used.WaitAsync(patience, stop);
    }

    /// <summary>Closes the connection; in the background if its statement takes too long.</summary>
    public async ValueTask DisposeAsync() =>
        await CloseAsync().WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task CloseAsync()
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception e) when (Database.IsTrouble(e))
        {
            // It was broken.
        }
    }
}
