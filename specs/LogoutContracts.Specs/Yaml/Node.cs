using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>A node of a YAML document, with its position. Aliases are not allowed, so the nodes form a tree.</summary>
internal abstract record Node(Position At);

/// <summary>A mapping, in file order. Keys are unique.</summary>
internal sealed record MapNode(Position At, ValueList<Entry> Entries) : Node(At)
{
    public Node? this[string key] => Find(key)?.Value;

    public Entry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                return entry;
        }

        return null;
    }
}

/// <summary>A key and value of a mapping; the position is that of the key.</summary>
internal sealed record Entry(Position At, string Key, Node Value);

internal sealed record ListNode(Position At, ValueList<Node> Items) : Node(At);

/// <summary>A scalar.</summary>
/// <param name="Text">The value as written, without quotes and with escape sequences resolved.</param>
/// <param name="Kind">The type in the YAML 1.2 core schema.</param>
internal sealed record ScalarNode(Position At, string Text, ScalarKind Kind) : Node(At);

internal enum ScalarKind
{
    String,
    Integer,
    Number,
    Boolean,
    Null,
}
