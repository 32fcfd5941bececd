namespace LogoutContracts.MockServer.Journaling;

/// <summary>The most recent requests, limited in number and in bytes: the oldest are dropped.</summary>
public sealed class Journal
{
    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();
    private long bytes;
    private long count;

    /// <param name="maxEntries">0 switches the journal off.</param>
    /// <param name="maxBytes">Approximate memory limit for all entries. The newest entry is kept even if it is larger.</param>
    public Journal(int maxEntries = DefaultEntries, long maxBytes = DefaultBytes)
    {
        MaxEntries = maxEntries;
        MaxBytes = maxBytes;
    }

    /// <summary>The default number of requests to keep.</summary>
    public const int DefaultEntries = 1_000;

    /// <summary>The default memory limit: 16 MiB.</summary>
    public const long DefaultBytes = 16 << 20;

    /// <summary>Whether requests are recorded.</summary>
    public bool IsOn => MaxEntries > 0;

    internal int MaxEntries { get; }

    internal long MaxBytes { get; }

    /// <summary>Requests since the start or the last <see cref="Clear"/>, including dropped ones.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>Differs between journals, and before and after each <see cref="Clear"/>, because the numbers of entries repeat.</summary>
    internal string Epoch { get; private set; } = NewEpoch();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
                return [.. entries];
        }
    }

    /// <summary>The entries after a number, with what belongs to the same moment.</summary>
    internal JournalPart After(long number)
    {
        lock (gate)
        {
            var known = (int)long.Clamp(number - (count - entries.Count), 0, entries.Count);
            return new(Epoch, count, known == entries.Count ? [] : [.. entries.Skip(known)]);
        }
    }

    /// <summary>Removes all entries, and restarts numbering and <see cref="Count"/>.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            bytes = 0;
            count = 0;
            Epoch = NewEpoch();
        }
    }

    private static string NewEpoch() => Guid.NewGuid().ToString("N");

    internal void Add(JournalEntry entry)
    {
        lock (gate)
        {
            entry.Number = ++count;
            entries.Enqueue(entry);
            bytes += entry.Bytes;
            while (entries.Count > MaxEntries || (bytes > MaxBytes && entries.Count > 1))
                bytes -= entries.Dequeue().Bytes;
        }
    }
}
