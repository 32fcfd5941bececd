using System.Collections.Concurrent;
using System.Diagnostics;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Members;
using Npgsql;

namespace LogoutContracts.Postgres.Journals;

/// <summary>
/// Copies the journal of this server into the shared one, in the background, so that no answer waits for it. Entries that the server drops
/// before they are copied would be dropped there, too: both keep the same number of entries.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // The last entries, when the server stops. A database that is away must not delay that.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // After this part of the limit, the sizes of all entries are added up again.
    private const int LightenPerLimit = 8;

    private readonly PostgresSettings settings;
    private readonly Database database;
    private readonly Membership membership;
    private readonly Journal journal;
    private readonly ConcurrentQueue<TaskCompletionSource> waiting = new();
    private readonly SemaphoreSlim wanted = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly DatabaseClock clock = new();
    private readonly Dictionary<long, JournalEntry> unfinished = [];
    private Task running = Task.CompletedTask;
    private JournalBatch? batch;
    private string epoch = "";
    private long last;
    private long bytes;

    public JournalWriter(PostgresSettings settings, Database database, Membership membership, Journal journal) =>
        (this.settings, this.database, this.membership, this.journal) = (settings, database, membership, journal);

    public void Start() => running = RunAsync();

    /// <summary>Writes all entries that are there now.</summary>
    /// <exception cref="StateUnavailableException">The database cannot be reached, fails, or takes too long.</exception>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(flushed);
        wanted.Release();
        return flushed.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        for (var isLast = false; !isLast;)
        {
            await ((Task)wanted.WaitAsync(Pause, stopping.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isLast = stopping.IsCancellationRequested;

            // Taken before the entries, so that these include all that were there when it was called.
            var flushed = new List<TaskCompletionSource>();
            while (waiting.TryDequeue(out var next))
                flushed.Add(next);
            try
            {
                // First what a former attempt may have stored, or not.
                if (batch is not null)
                    await StoreAsync();
                batch = Next();
                await StoreAsync();
                flushed.ForEach(static each => each.SetResult());
            }
            catch (Exception e) when (e is StateUnavailableException or InvalidOperationException)
            {
                // The next round tries again. A pool that was just replaced is no longer valid.
                foreach (var each in flushed)
                {
                    each.SetException(e);

                    // Observed, because the caller may have stopped waiting.
                    _ = each.Task.Exception;
                }
            }
        }
    }

    /// <summary>Stores the entries of the batch, and the ends of exchanges.</summary>
    private async Task StoreAsync()
    {
        var finished = unfinished.Values.Where(static entry => entry.Finished is not null).ToList();
        if (batch is null && finished.Count == 0)
            return;
        bool? stored = null;

        // Again if a concurrent transaction was faster.
        while (stored is null)
        {
            stored = await database.WriteAsync<bool?>(
                async connection =>
                {
                    var before = Stopwatch.GetTimestamp();
                    var now = await connection.ScalarAsync<DateTime>("select clock_timestamp()");
                    clock.Add(before, now, Stopwatch.GetTimestamp());
                    await using var statements = StatementsOf(connection, batch, finished);
                    await statements.ExecuteNonQueryAsync();
                    return true;
                },
                Deadline.After(settings.Timeout));
        }

        finished.ForEach(entry => unfinished.Remove(entry.Number));
        if (batch is { } written)
            Accept(written);
    }

    private NpgsqlBatch StatementsOf(NpgsqlConnection connection, JournalBatch? added, List<JournalEntry> finished)
    {
        var statements = new NpgsqlBatch(connection);
        statements.Add(JournalSql.DoNotWait);
        statements.Add(JournalSql.Lock);
        if (finished.Count > 0)
        {
            statements.Add(
                JournalSql.Finish, Guid.Parse(epoch), finished.Select(static entry => entry.Number).ToArray(),
                finished.Select(static entry => JournalBatch.FinishedAfter(entry)!.Value).ToArray());
        }

        if (added is null)
            return statements;
        added.AddTo(statements, clock);
        statements.Add(JournalSql.Shorten, (long)journal.MaxEntries);
        if (IsHeavy(added))
        {
            statements.Add(JournalSql.Lighten, journal.MaxBytes);
            statements.Add(JournalSql.ForgetWriters);
        }

        return statements;
    }

    /// <returns>Null if there are no new entries.</returns>
    private JournalBatch? Next()
    {
        var part = journal.After(last);
        if (!string.Equals(part.Epoch, epoch, StringComparison.Ordinal))
        {
            part = journal.After(0);
            (epoch, last) = (part.Epoch, 0);
            unfinished.Clear();
        }

        return part.Entries.Count == 0 ? null : new(
            Guid.Parse(epoch), settings.Replica, part.Entries[0].Number - last - 1, part.Entries,
            [.. part.Entries.Select(Stored)]);
    }

    private (short? Contract, byte[] Content) Stored(JournalEntry entry)
    {
        var member = membership.Find(entry.Contract);
        return (member?.Number, entry.ToStored(member?.State.Plan.Contract.Sessions.ValueNames.Count ?? 0).ToBytes());
    }

    /// <summary>Whether so much has been added with it that the sizes are to be added up again.</summary>
    private bool IsHeavy(JournalBatch added) => bytes + added.Bytes > journal.MaxBytes / LightenPerLimit;

    private void Accept(JournalBatch written)
    {
        bytes = IsHeavy(written) ? 0 : bytes + written.Bytes;
        (batch, last) = (null, written.Last);
        foreach (var entry in written.Unfinished)
            unfinished[entry.Number] = entry;

        // The shared journal has dropped them.
        foreach (var number in unfinished.Keys.Where(number => number <= last - journal.MaxEntries).ToList())
            unfinished.Remove(number);
    }
}
