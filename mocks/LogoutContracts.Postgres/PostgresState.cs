using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Journals;
using LogoutContracts.Postgres.Members;
using LogoutContracts.Postgres.Schema;
using Npgsql;

namespace LogoutContracts.Postgres;

/// <summary>State in PostgreSQL, which several servers share.</summary>
internal sealed class PostgresState : ISharedState
{
    private readonly PostgresSettings settings;
    private readonly Database database;
    private readonly Membership membership;
    private readonly Sweeper sweeper;
    private PostgresJournal? journal;
    private int isCleaning;

    /// <param name="identityOf">By contract id.</param>
    /// <exception cref="ArgumentException">The connection string is invalid. The message names the keyword.</exception>
    public PostgresState(PostgresSettings settings, Func<string, ContractIdentity> identityOf)
    {
        this.settings = settings;
        database = new(settings);
        membership = new(settings, identityOf);
        sweeper = new(settings, membership);
    }

    public ISharedContract Of(ContractState state)
    {
        membership.Add(state);
        return new PostgresContract(state, database, membership, settings);
    }

    public ISharedJournal Share(Journal own) => journal = new(settings, database, membership, own);

    /// <summary>Joins the other servers, or goes on trying until the database can be reached.</summary>
    /// <exception cref="StateRejectedException">The state is not for this server.</exception>
    public async Task StartAsync()
    {
        await membership.StartAsync();
        sweeper.Start();
        journal?.Start();
    }

    /// <summary>Removes sessions that were not used for long. It also happens in the background.</summary>
    public Task SweepAsync() => sweeper.RunAsync();

    public bool IsReady => membership.HasJoined;

    /// <summary>Why requests cannot be answered; null if they can.</summary>
    public string? Trouble => membership.HasJoined ? null : membership.Reason;

    /// <summary>
    /// Whether ended sessions stay ended when a standby takes over; unknown, and true, until the database has been reached. With unlogged
    /// tables, that is a reset.
    /// </summary>
    public bool OutlivesFailover => !membership.HasJoined || membership.HasSynchronousStandby || settings.IsUnlogged;

    public TimeSpan Ahead => TimeSpan.FromTicks(
        Run(static connection => connection.ScalarAsync<long?>("select coalesce((select ahead from mock), 0)"))!.Value);

    public void Advance(TimeSpan by) => Run<int?>(
        async connection => await connection.RunAsync(
            "insert into mock (ahead) values ($1) on conflict (is_only) do update set ahead = mock.ahead + excluded.ahead", by.Ticks));

    public void Reset()
    {
        var members = membership.All.OrderBy(member => member.Number).ToList();
        journal?.FlushAsync(null).AsTask().GetAwaiter().GetResult();
        var started = Run(connection => ResetAsync(connection, members));

        // In the background, because there may be millions; and not twice at a time.
        if (Interlocked.Exchange(ref isCleaning, 1) == 0)
            _ = Task.Run(() => CleanAsync(started));
    }

    public async ValueTask DisposeAsync()
    {
        if (journal is not null)
            await journal.DisposeAsync();
        await sweeper.DisposeAsync();
        await membership.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<List<(short Number, long Epoch)>?> ResetAsync(NpgsqlConnection connection, IEnumerable<Member> members)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.RunAsync("update mock set ahead = 0");
        var started = new List<(short, long)>();
        foreach (var member in members)
        {
            if (await StoredContract.NextEpochAsync(connection, member.Number, member.Term) is not { } next)
                continue;
            await connection.RunAsync("delete from override where contract = $1", member.Number);
            await member.Seeds.WriteAsync(connection, next.Epoch, SeededSessions.Of(member.State.Plan));
            started.Add((member.Number, next.Epoch));
        }

        await PostgresJournal.ClearAsync(connection);
        await transaction.CommitAsync();
        return started;
    }

    private async Task CleanAsync(List<(short Number, long Epoch)> started)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionText.Single(settings).ConnectionString);
            await connection.OpenAsync();
            foreach (var (number, epoch) in started)
            {
                foreach (var table in (string[])["session_value", "session", "account_value", "account"])
                    await connection.RunAsync($"delete from {table} where contract = $1 and epoch < $2", number, epoch);
            }
        }
        catch (Exception e) when (Database.IsTrouble(e))
        {
            // The next reset cleans up.
        }
        finally
        {
            Volatile.Write(ref isCleaning, 0);
        }
    }

    // It blocks. That is only for calls of the admin API, which are few.
    private T Run<T>(Func<NpgsqlConnection, Task<T?>> use) =>
        database.WriteAsync(use, Deadline.After(settings.Timeout)).AsTask().GetAwaiter().GetResult()
            ?? throw new StateUnavailableException("Other servers change the state at the same time. Try again.");
}
