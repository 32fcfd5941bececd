namespace LogoutContracts.MockServer.Journaling;

/// <summary>Reads and clears the journal: of this server, or of all servers that share its state.</summary>
internal interface IJournalReader
{
    /// <summary>Whether other servers may have entries in it.</summary>
    bool IsShared { get; }

    /// <summary>The names of the servers that share the state, and of those that have entries; empty if the state is not shared.</summary>
    ValueTask<IReadOnlyList<string>> ReplicasAsync();

    /// <summary>Waits until it has all requests that were answered before.</summary>
    /// <param name="replica">The server whose requests matter; null for all.</param>
    /// <returns>Servers that did not write their requests in time, so that the newest may be missing.</returns>
    ValueTask<IReadOnlyList<string>> FlushAsync(string? replica = null);

    ValueTask<JournalPart> ReadAsync(JournalRange range);

    /// <summary>Removes all entries, also those of other servers.</summary>
    /// <param name="replica">Removes only the entries of this server, and numbering goes on; null for all.</param>
    ValueTask ClearAsync(string? replica = null);
}

/// <summary>The journal of a server that shares no state.</summary>
internal sealed class OwnJournal(Journal journal) : IJournalReader
{
    public bool IsShared => false;

    public ValueTask<IReadOnlyList<string>> ReplicasAsync() => new([]);

    public ValueTask<IReadOnlyList<string>> FlushAsync(string? replica = null) => new([]);

    public ValueTask<JournalPart> ReadAsync(JournalRange range)
    {
        var part = journal.After(range.After);
        return new(part.Entries.Count <= range.Limit ? part : part with { Entries = [.. part.Entries.Take(range.Limit)] });
    }

    public ValueTask ClearAsync(string? replica = null)
    {
        journal.Clear();
        return ValueTask.CompletedTask;
    }
}
