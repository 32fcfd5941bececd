namespace LogoutContracts.MockServer.Journaling;

/// <summary>Entries of a journal, at one moment.</summary>
/// <param name="Epoch">Differs between journals, and before and after each clearing, because the numbers of entries repeat.</param>
/// <param name="Count">Requests since the journal was last cleared, including dropped ones: the number of the newest.</param>
/// <param name="Entries">By number.</param>
internal sealed record JournalPart(string Epoch, long Count, IReadOnlyList<JournalEntry> Entries)
{
    /// <summary>Number of the last entry that was read; null if none was.</summary>
    public long? Last { get; init; } = Entries.Count == 0 ? null : Entries[^1].Number;

    /// <summary>Entries that were left out because this server does not have their contract, and so cannot hide its credentials.</summary>
    public int Hidden { get; init; }

    /// <summary>The entries in the order in which their answers were decided. If several servers wrote them, numbers may differ.</summary>
    public IEnumerable<JournalEntry> InTime => Entries.OrderBy(static entry => entry.Decided);
}

/// <summary>Selects entries of a journal by their numbers and the server that answered.</summary>
/// <param name="After">Entries with this number and lower ones are left out.</param>
/// <param name="Limit">How many entries to return: those with the lowest numbers.</param>
/// <param name="Replica">The server that answered; null for all.</param>
internal sealed record JournalRange(long After = 0, int Limit = int.MaxValue, string? Replica = null);
