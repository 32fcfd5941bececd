using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>A piece of a YAML document that knows where it stands. Aliases and tags do not survive composing, so a tree is a tree.</summary>
public abstract record Node(Position At);

/// <summary>A mapping, in file order. Keys are unique.</summary>
public sealed record MapNode(Position At, ValueList<Entry> Entries) : Node(At)
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

/// <summary>One key of a mapping and its value; the position is the key's.</summary>
public sealed record Entry(Position At, string Key, Node Value);

public sealed record ListNode(Position At, ValueList<Node> Items) : Node(At);

/// <summary>A scalar with its type in the YAML 1.2 core schema. <paramref name="Text"/> is what the file says, quotes and escapes resolved.</summary>
public sealed record ScalarNode(Position At, string Text, ScalarKind Kind) : Node(At);

public enum ScalarKind
{
    String,
    Integer,
    Number,
    Boolean,
    Null,
}
