namespace LogoutContracts.MockServer.Sessions;

/// <summary>Finds things by a text that they hold. Open addressing: beside the things themselves it costs some sixteen bytes for each, where a dictionary of the framework's has a node. Any number may read while one writes.</summary>
/// <param name="textOf">Never changes for a thing that is in here.</param>
internal sealed class TextIndex<T>(Func<T, ReadOnlySpan<byte>> textOf)
    where T : class
{
    private const int MinSlots = 16;

    // In the place of what was removed, so that those that had to make way for it are still found behind it.
    private static readonly object Removed = new();

    private readonly Lock writing = new();

    // A power of two, never all full: who looks for something walks on until he meets it or nothing.
    private volatile object?[] slots = new object?[MinSlots];
    private int taken;

    /// <summary>All that are there; who comes or goes meanwhile may be among them or not.</summary>
    public IEnumerable<T> All => slots.OfType<T>();

    /// <returns>Null where nothing has this text.</returns>
    public T? Find(ReadOnlySpan<byte> text)
    {
        SlotOf(slots, text, out var there);
        return there;
    }

    /// <summary>Takes it in, in the place of another with its text.</summary>
    public void Set(T thing)
    {
        lock (writing)
            Put(thing);
    }

    /// <returns>The one with this text; if there was none, the one that was made.</returns>
    public T GetOrAdd(ReadOnlySpan<byte> text, Func<T> make)
    {
        if (Find(text) is { } there)
            return there;
        lock (writing)
        {
            if (Find(text) is { } since)
                return since;
            var made = make();
            Put(made);
            return made;
        }
    }

    /// <summary>Takes it out; not another that has its text now.</summary>
    public void Remove(T thing)
    {
        lock (writing)
        {
            ref var slot = ref slots[SlotOf(slots, textOf(thing), out _)];
            if (ReferenceEquals(slot, thing))
                Volatile.Write(ref slot, Removed);
        }
    }

    private void Put(T thing)
    {
        ref var slot = ref slots[SlotOf(slots, textOf(thing), out _)];
        if (slot is null && ++taken > slots.Length / 4 * 3)
        {
            Grow();
            Put(thing);
        }
        else
        {
            Volatile.Write(ref slot, thing);
        }
    }

    // Into a new array, as others read the old one meanwhile.
    private void Grow()
    {
        var there = All.ToList();
        var grown = new object?[Math.Max(MinSlots, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)there.Count * 2 + 2))];
        foreach (var thing in there)
            grown[SlotOf(grown, textOf(thing), out _)] = thing;
        (slots, taken) = (grown, there.Count);
    }

    /// <summary>Where the thing with this text is, or would go.</summary>
    /// <param name="there">The thing as it was looked at; a second look at the place could meet another that has come since.</param>
    private int SlotOf(object?[] all, ReadOnlySpan<byte> text, out T? there)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        for (var i = hash.ToHashCode(); ; i++)
        {
            var slot = i & (all.Length - 1);
            var seen = Volatile.Read(ref all[slot]);
            there = seen as T;
            if (seen is null || (there is not null && textOf(there).SequenceEqual(text)))
                return slot;
        }
    }
}
