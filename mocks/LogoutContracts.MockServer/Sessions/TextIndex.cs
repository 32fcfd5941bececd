namespace LogoutContracts.MockServer.Sessions;

/// <summary>
/// A hash table of items by a text that they hold. Open addressing costs about 16 bytes per item; .NET's dictionaries need an entry or a
/// node for each. Reads take no lock and may run concurrently with a write.
/// </summary>
/// <param name="textOf">The item's key, in UTF-8. It must not change while the item is in the table.</param>
internal sealed class TextIndex<T>(Func<T, ReadOnlySpan<byte>> textOf)
    where T : class
{
    private const int MinSlots = 16;

    // A JSON Web Token ends with its signature, so tokens differ there.
    private const int HashedBytes = 64;

    // Tombstone of a removed item, so that lookups still find the items behind it.
    private static readonly object Removed = new();

    private readonly Lock writing = new();

    // The size is a power of two, and some slots are always empty. Linear probing: a lookup stops at a match or an empty slot.
    private volatile object?[] slots = new object?[MinSlots];
    private int taken;

    /// <summary>All items. Items that are added or removed during the enumeration may or may not be included.</summary>
    public IEnumerable<T> All => slots.OfType<T>();

    /// <returns>Null if no item has this text.</returns>
    public T? Find(ReadOnlySpan<byte> text)
    {
        SlotOf(slots, text, out var found);
        return found;
    }

    /// <summary>Adds the item, or replaces the item with the same text.</summary>
    public void Set(T item)
    {
        lock (writing)
            Put(item);
    }

    /// <returns>The item with this text, or the new one.</returns>
    public T GetOrAdd(ReadOnlySpan<byte> text, Func<T> create)
    {
        if (Find(text) is { } found)
            return found;
        lock (writing)
        {
            if (Find(text) is { } added)
                return added;
            var created = create();
            Put(created);
            return created;
        }
    }

    /// <summary>Removes the item, but not another one that has replaced it.</summary>
    public void Remove(T item)
    {
        lock (writing)
        {
            ref var slot = ref slots[SlotOf(slots, textOf(item), out _)];
            if (ReferenceEquals(slot, item))
                Volatile.Write(ref slot, Removed);
        }
    }

    private void Put(T item)
    {
        ref var slot = ref slots[SlotOf(slots, textOf(item), out _)];
        if (slot is null && ++taken > slots.Length / 4 * 3)
        {
            Grow();
            Put(item);
        }
        else
        {
            Volatile.Write(ref slot, item);
        }
    }

    // Fills a new array, because concurrent readers still use the old one.
    private void Grow()
    {
        var found = All.ToList();
        var grown = new object?[Math.Max(MinSlots, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)found.Count * 2 + 2))];
        foreach (var item in found)
            grown[SlotOf(grown, textOf(item), out _)] = item;
        (slots, taken) = (grown, found.Count);
    }

    /// <summary>The slot of the item with this text, or the slot to put it into.</summary>
    /// <param name="found">The item that was found, or null. Do not read the slot again for it: another item may have replaced it.</param>
    private int SlotOf(object?[] all, ReadOnlySpan<byte> text, out T? found)
    {
        var hash = new HashCode();
        hash.AddBytes(text.Length > HashedBytes ? text[^HashedBytes..] : text);
        for (var i = hash.ToHashCode(); ; i++)
        {
            var slot = i & (all.Length - 1);
            var seen = Volatile.Read(ref all[slot]);
            found = seen as T;
            if (seen is null || (found is not null && textOf(found).SequenceEqual(text)))
                return slot;
        }
    }
}
