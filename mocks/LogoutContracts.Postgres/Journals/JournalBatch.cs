using System.Diagnostics;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Postgres.Journals;

/// <summary>Entries that a server adds to the shared journal in one transaction. It can be tried again, and adds them once.</summary>
/// <param name="server">Differs between servers, and between starts of one.</param>
/// <param name="replica">Name of the server.</param>
/// <param name="dropped">How many entries the server has dropped before the first.</param>
/// <param name="entries">In the order of their numbers; at least one.</param>
/// <param name="stored">Contract and content of each entry.</param>
internal sealed class JournalBatch(
    Guid server, string replica, long dropped, IReadOnlyList<JournalEntry> entries, IReadOnlyList<(short? Contract, byte[] Content)> stored)
{
    public IReadOnlyList<JournalEntry> Entries => entries;

    public long Last => entries[^1].Number;

    public long Bytes { get; } = stored.Sum(static entry => (long)entry.Content.Length);

    /// <summary>From the decision to the end of an exchange, in units of 100 ns; null if it is not over.</summary>
    public static long? FinishedAfter(JournalEntry entry) =>
        entry.Finished is { } end ? Stopwatch.GetElapsedTime(entry.Decided, end).Ticks : null;

    /// <summary>The entries whose exchange was not over when it first ran.</summary>
    public IReadOnlyList<JournalEntry> Unfinished { get; private set; } = [];

    /// <param name="clock">For entries without a time of the database.</param>
    public void AddTo(NpgsqlBatch batch, DatabaseClock clock)
    {
        var finished = entries.Select(FinishedAfter).ToArray();

        // Never fewer than at the first attempt: it may have been the one that stored them.
        if (Unfinished.Count == 0)
            Unfinished = [.. entries.Where((_, i) => finished[i] is null)];
        batch.Add(
            JournalSql.Insert, server, Last, replica, dropped, entries.Select(static entry => entry.Number).ToArray(),
            entries.Select(entry => entry.SharedTime ?? clock.At(entry.Decided)).ToArray(),
            stored.Select(static entry => entry.Contract).ToArray(), finished, stored.Select(static entry => entry.Content).ToArray());
    }
}
