using System.Diagnostics;
using System.Net.Sockets;
using LogoutContracts.MockServer.Sharing;
using Npgsql;

namespace LogoutContracts.Postgres.Connections;

/// <summary>
/// Runs statements, each within a time limit. A statement that takes longer is left alone, never cancelled: its connection comes back when
/// the database answers, or is replaced with the whole pool.
/// </summary>
internal sealed class Database(PostgresSettings settings) : IAsyncDisposable
{
    /// <summary>
    /// When a connection without an answer is given up: one on which the network silently drops everything would never come back.
    /// </summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(3);

    // The class of errors with which a database that shuts down or starts up ends its connections.
    private const string OperatorIntervention = "57P";

    private const int SlowReads = 2;

    private static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim slow = new(SlowReads);
    private readonly Lock gate = new();
    private readonly HashSet<Task> late = [];
    private NpgsqlDataSource pool = Create(settings);
    private long lateSince;

    /// <summary>Reads. If a connection turns out to be broken, it is repeated once with another one.</summary>
    /// <exception cref="StateUnavailableException">The database cannot be reached, fails, or takes too long.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, Deadline deadline)
    {
        try
        {
            return await WithinAsync(read, deadline);
        }
        catch (NpgsqlException e) when (IsBroken(e))
        {
            // After a restart of the database, all connections of the pool are broken.
            Pool.Clear();
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }

        try
        {
            return await WithinAsync(read, deadline);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }
    }

    /// <summary>
    /// Reads what may take long, which is no sign that connections are stuck. So it has a connection of its own, and few run at a time.
    /// </summary>
    /// <exception cref="StateUnavailableException">The database cannot be reached, fails, or takes longer than a minute.</exception>
    public async ValueTask<T> ReadSlowlyAsync<T>(Func<NpgsqlConnection, Task<T>> read)
    {
        await slow.WaitAsync();
        try
        {
            await using var connection = new OwnConnection(settings, LongestRead);
            return await connection.UseAsync(OpenAndReadAsync, CancellationToken.None);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }
        finally
        {
            slow.Release();
        }

        async Task<T> OpenAndReadAsync(NpgsqlConnection connection)
        {
            await Primary.OpenAsync(connection);
            return await read(connection);
        }
    }

    /// <summary>Writes. It is never repeated, because the first attempt may have been stored.</summary>
    /// <returns>The default value if a concurrent transaction was faster, and nothing is stored.</returns>
    /// <exception cref="StateUnavailableException">
    /// The database cannot be reached, fails, or takes too long. It may have stored the changes nevertheless, or may still do so.
    /// </exception>
    public async ValueTask<T?> WriteAsync<T>(Func<NpgsqlConnection, Task<T?>> write, Deadline deadline)
    {
        try
        {
            return await WithinAsync(write, deadline);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation)
        {
            return default;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }
    }

    public async ValueTask DisposeAsync() => await Pool.DisposeAsync();

    /// <summary>Whether an exception says that the database is in trouble, and not this program.</summary>
    public static bool IsTrouble(Exception e) => e is NpgsqlException or TimeoutException or IOException or SocketException;

    /// <summary>What is wrong, in one sentence without credentials.</summary>
    public static StateUnavailableException Unavailable(Exception e) => new(
        e switch
        {
            TimeoutException => "The database did not answer in time.",
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } =>
                "The tables of the state are missing. Restart the servers to create them.",
            PostgresException postgres => $"The database failed: {postgres.MessageText} ({postgres.SqlState}).",
            _ => $"The database cannot be reached: {Innermost(e).Message.TrimEnd('.')}.",
        },
        e);

    private static bool IsBroken(NpgsqlException e) =>
        e is not PostgresException || e.SqlState?.StartsWith(OperatorIntervention, StringComparison.Ordinal) == true;

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private NpgsqlDataSource Pool
    {
        get
        {
            if (Volatile.Read(ref lateSince) is var since && since != 0 && Stopwatch.GetElapsedTime(since) > StuckAfter)
                Replace();
            return Volatile.Read(ref pool);
        }
    }

    private static NpgsqlDataSource Create(PostgresSettings settings)
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionText.Pooled(settings).ConnectionString);

        // A standby shows sessions as live that have ended at the primary.
        builder.UsePhysicalConnectionInitializer(
            static connection => Primary.Check(connection), static connection => Primary.CheckAsync(connection));
        return builder.Build();
    }

    private async Task<T> WithinAsync<T>(Func<NpgsqlConnection, Task<T>> use, Deadline deadline)
    {
        var running = RunAsync(use);
        if (running.IsCompleted)
            return await running;
        try
        {
            return await running.WaitAsync(deadline.Left);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            LeaveAlone(running);
            throw;
        }
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> use)
    {
        await using var connection = await Pool.OpenConnectionAsync();
        return await use(connection);
    }

    private void LeaveAlone(Task running)
    {
        lock (gate)
        {
            late.Add(running);
            if (lateSince == 0)
                Volatile.Write(ref lateSince, Stopwatch.GetTimestamp());
        }

        _ = running.ContinueWith(
            ended =>
            {
                // Observed, so that it is not reported as unhandled.
                _ = ended.Exception;
                lock (gate)
                {
                    late.Remove(ended);
                    if (late.Count == 0)
                        Volatile.Write(ref lateSince, 0);
                }
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Replace()
    {
        NpgsqlDataSource old;
        lock (gate)
        {
            if (lateSince == 0 || Stopwatch.GetElapsedTime(lateSince) <= StuckAfter)
                return;
            old = pool;
            late.Clear();
            Volatile.Write(ref lateSince, 0);
            Volatile.Write(ref pool, Create(settings));
        }

        // Closes the idle connections now, and the others when they come back.
        old.Dispose();
    }
}
