using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Members;
using LogoutContracts.Postgres.Schema;
using Npgsql;

namespace LogoutContracts.Postgres.Journals;

/// <summary>The journal of all servers of a schema.</summary>
internal sealed class PostgresJournal : ISharedJournal, IAsyncDisposable
{
    // How long a read waits for the other servers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly PostgresSettings settings;
    private readonly Database database;
    private readonly Membership membership;
    private readonly StateLocks locks;
    private readonly JournalWriter writer;
    private readonly FlushCalls calls = new();

    public PostgresJournal(PostgresSettings settings, Database database, Membership membership, Journal own)
    {
        (this.settings, this.database, this.membership) = (settings, database, membership);
        (locks, writer) = (new(settings.Schema), new(settings, database, membership, own));
    }

    public void Start()
    {
        membership.OnMessage = Receive;
        writer.Start();
    }

    public async ValueTask<IReadOnlyList<string>> ReplicasAsync()
    {
        var names = await database.ReadAsync(
            async connection => (await locks.ServersAsync(connection)).Select(server => server.Name)
                .Concat(await connection.ListAsync<string>(JournalSql.Replicas)).ToList(),
            Deadline);
        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<string>> FlushAsync(string? replica)
    {
        var own = membership.ProcessId;
        var others = (await database.ReadAsync(locks.ServersAsync, Deadline))
            .Where(server => server.ProcessId != own && IsMeant(server.Name))
            .DistinctBy(server => server.ProcessId).ToDictionary(server => server.ProcessId, server => server.Name);
        var flushed = IsMeant(settings.Replica) ? writer.FlushAsync() : Task.CompletedTask;
        var call = calls.Start(others.Keys);
        try
        {
            if (others.Count > 0)
                await NotifyAsync(new FlushMessage.Ask(call.Id));
            await Task.WhenAll(flushed, call.All).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // The reply names those that are late.
        }
        finally
        {
            calls.End(call);
        }

        var late = call.Open.Select(server => others[server]).ToList();
        return [.. (flushed.IsCompletedSuccessfully ? late : late.Append(settings.Replica)).Order(StringComparer.Ordinal)];

        bool IsMeant(string name) => replica is null || string.Equals(name, replica, StringComparison.Ordinal);
    }

    public async ValueTask<SharedEntries> ReadAsync(JournalRange range) => await database.ReadAsync(
        async connection =>
        {
            await using var command = new NpgsqlCommand(JournalSql.Read, connection);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.After });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = range.Replica });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.Limit });
            await using var rows = await command.ExecuteReaderAsync();
            return await ReadAsync(rows);
        },
        Deadline);

    public async ValueTask ClearAsync(string? replica)
    {
        // What servers have not written yet is recognized by its time, but clocks are not exact.
        await FlushAsync(replica);
        var cleared = await database.WriteAsync<bool?>(
            async connection =>
            {
                await (replica is null ? ClearAsync(connection) : ClearAsync(connection, replica));
                return true;
            },
            Deadline);
        if (cleared is null)
            throw new StateUnavailableException("Other servers change the journal at the same time. Try again.");
    }

    /// <summary>Empties the journal, in the transaction of the connection if there is one.</summary>
    public static async Task ClearAsync(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in JournalSql.Clear)
            batch.Add(statement);
        await batch.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private Deadline Deadline => Deadline.After(settings.Timeout);

    private static async Task ClearAsync(NpgsqlConnection connection, string replica)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in JournalSql.ClearReplica)
            batch.Add(statement, replica);
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task<SharedEntries> ReadAsync(NpgsqlDataReader rows)
    {
        var (epoch, count, entries) = ("", 0L, new List<SharedEntry>());
        while (await rows.ReadAsync())
        {
            (epoch, count) = (rows.GetGuid(0).ToString("N"), rows.GetInt64(1));
            if (!rows.IsDBNull(2))
            {
                entries.Add(new(
                    rows.GetInt64(2), rows.GetString(3), rows.GetDateTime(4),
                    rows.IsDBNull(5) ? null : TimeSpan.FromTicks(rows.GetInt64(5)), rows.GetBoolean(6), rows.GetFieldValue<byte[]>(7)));
            }
        }

        return new(epoch, count, entries);
    }

    private void Receive(string text)
    {
        switch (FlushMessage.Parse(text))
        {
            case FlushMessage.Ask asked:
                _ = AnswerAsync(asked);
                break;
            case FlushMessage.Done done:
                calls.Accept(done);
                break;
        }
    }

    private async Task AnswerAsync(FlushMessage.Ask asked)
    {
        try
        {
            await writer.FlushAsync();
            await NotifyAsync(new FlushMessage.Done(asked.Call, membership.ProcessId));
        }
        catch (StateUnavailableException)
        {
            // The server that asked names this one as late.
        }
    }

    private async Task NotifyAsync(FlushMessage message) => await database.WriteAsync<int?>(
        async connection => await connection.RunAsync("select pg_notify($1, $2)", locks.Channel, message.ToString()), Deadline);
}
