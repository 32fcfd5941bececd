namespace LogoutContracts.MockServer.Journaling;

/// <summary>The last requests, in a ring that is bounded in entries and in bytes: old ones make room for new ones.</summary>
public sealed class Journal
{
    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();
    private readonly int maxEntries;
    private readonly long maxBytes;
    private long bytes;
    private long count;

    /// <param name="maxEntries">0: nothing is kept.</param>
    /// <param name="maxBytes">Of what the entries hold, about.</param>
    public Journal(int maxEntries = DefaultEntries, long maxBytes = DefaultBytes)
    {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    public const int DefaultEntries = 1_000;

    public const long DefaultBytes = 16 << 20;

    public bool IsOn => maxEntries > 0;

    /// <summary>Requests since the start or the last clearing, those that made room included.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
                return [.. entries];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            bytes = 0;
            count = 0;
        }
    }

    internal void Add(JournalEntry entry)
    {
        lock (gate)
        {
            entry.Number = ++count;
            entries.Enqueue(entry);
            bytes += entry.Bytes;
            while (entries.Count > maxEntries || (bytes > maxBytes && entries.Count > 1))
                bytes -= entries.Dequeue().Bytes;
        }
    }
}
