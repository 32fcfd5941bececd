using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Changes one value of an example. Nodes are immutable, so the result is a copy.</summary>
internal static class NodeEdit
{
    /// <summary>The node with a value at a JSON pointer; missing maps on the way are added.</summary>
    /// <param name="node">Null, or anything but a map, is replaced by a map.</param>
    public static Node With(Node? node, string pointer, Node value) => Changed(node, Names(pointer), value) ?? value;

    /// <summary>The node without the value at a JSON pointer.</summary>
    public static Node? Without(Node? node, string pointer) =>
        JsonPointer.Find(node, pointer) is null ? node : Changed(node, Names(pointer), null);

    private static Node? Changed(Node? node, ReadOnlySpan<string> names, Node? value)
    {
        if (names.IsEmpty)
            return value;
        var at = node?.At ?? value?.At ?? Position.Start;
        var entries = node is MapNode map ? map.Entries.ToList() : [];
        var name = names[0];
        var index = entries.FindIndex(entry => string.Equals(entry.Key, name, StringComparison.Ordinal));
        var changed = Changed(index < 0 ? null : entries[index].Value, names[1..], value);
        if (index >= 0)
            entries.RemoveAt(index);
        if (changed is not null)
            entries.Insert(index < 0 ? entries.Count : index, new(at, name, changed));
        return new MapNode(at, entries.ToValueList());
    }

    private static string[] Names(string pointer) => [.. pointer.Split('/').Skip(1).Select(JsonPointer.Unescaped)];
}
