using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>
/// The journal of all servers that share a state. All members throw <see cref="StateUnavailableException"/> if the state cannot be reached
/// in time.
/// </summary>
internal interface ISharedJournal
{
    /// <summary>The names of the servers that run, and of those that have entries.</summary>
    ValueTask<IReadOnlyList<string>> ReplicasAsync();

    /// <summary>Makes the servers write what they have answered so far.</summary>
    /// <param name="replica">The only server that matters; null for all.</param>
    /// <returns>Names of servers that did not do it in time.</returns>
    ValueTask<IReadOnlyList<string>> FlushAsync(string? replica);

    ValueTask<SharedEntries> ReadAsync(JournalRange range);

    /// <summary>Removes all entries of requests that were answered before.</summary>
    /// <param name="replica">The only server whose entries to remove; null for all.</param>
    ValueTask ClearAsync(string? replica);
}

/// <summary>Entries of all servers, at one moment. See <see cref="JournalPart"/>.</summary>
internal sealed record SharedEntries(string Epoch, long Count, IReadOnlyList<SharedEntry> Entries);

/// <summary>An entry in a form that all servers can read.</summary>
/// <param name="Replica">The server that answered.</param>
/// <param name="Decided">When the answer was decided, by the clock of the state.</param>
/// <param name="FinishedAfter">From the decision to the end of the exchange; null if that is not over.</param>
/// <param name="IsOfContract">Whether it was a request to a contract, and not to a hand-written stub.</param>
/// <param name="Stored">The rest: a <see cref="StoredEntry"/>.</param>
internal sealed record SharedEntry(
    long Number, string Replica, DateTime Decided, TimeSpan? FinishedAfter, bool IsOfContract, byte[] Stored);
