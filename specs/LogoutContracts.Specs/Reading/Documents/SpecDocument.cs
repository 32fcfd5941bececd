using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>A document that is being read: its root, and the problems found so far.</summary>
/// <param name="takesExtensions">Whether unknown fields that start with 'x-' are allowed.</param>
internal sealed class SpecDocument(string file, MapNode root, DiagnosticList problems, bool takesExtensions = false)
{
    public bool TakesExtensions => takesExtensions;

    public string File => file;

    public MapNode Root => root;

    public DiagnosticList Problems => problems;

    /// <summary>Follows <c>$ref</c> references.</summary>
    /// <returns>The target; null if a reference is broken or cyclic, which is reported.</returns>
    public Node? Resolve(Node? node)
    {
        var passed = new List<string>();
        while (node is MapNode map && map["$ref"] is { } reference)
        {
            var text = reference is ScalarNode scalar ? scalar.Text : Found(reference);
            if (passed.Contains(text, StringComparer.Ordinal))
            {
                problems.CyclicReference(reference.At, passed.Append(text));
                return null;
            }

            passed.Add(text);
            node = text is ['#', '/', .. var pointer] ? JsonPointer.Find(root, $"/{pointer}") : null;
            if (node is null)
                problems.UnresolvedReference(reference.At, text);
        }

        return node;
    }

    /// <summary>The fields of a map.</summary>
    /// <param name="what">The name of the node, for messages.</param>
    /// <returns>Null if there is no node, or if it is not a map, which is reported.</returns>
    public Fields? FieldsOf(Node? node, string what)
    {
        switch (node)
        {
            case MapNode map:
                return new(map, what, this);
            case null:
                return null;
            default:
                problems.NoMap(node.At, Found(node), what);
                return null;
        }
    }

    public string? TextOf(Node? node, string what)
    {
        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.String } scalar:
                return scalar.Text;
            case null:
                return null;
            default:
                problems.NoText(node.At, Found(node), what);
                return null;
        }
    }

    /// <summary>The items of a list.</summary>
    /// <returns>Empty if there is no node, or if it is not a list, which is reported.</returns>
    public ValueList<Node> ListOf(Node? node, string what)
    {
        if (node is ListNode list)
            return list.Items;
        if (node is not null)
            problems.NoList(node.At, Found(node), what);
        return [];
    }

    /// <summary>
    /// The strings in a list; a single string counts as a list. An unquoted number is reported but also returned, so that references to it
    /// are not reported as well.
    /// </summary>
    public IEnumerable<TextAt> TextsOf(Node? node, string what)
    {
        foreach (var item in node is ListNode list ? list.Items : node is null ? [] : [node])
        {
            if ((TextOf(item, what) ?? (item as ScalarNode)?.Text) is { } text)
                yield return new(text, item.At);
        }
    }

    /// <summary>Looks up a word.</summary>
    /// <returns>Null if there is no text, or if it is not a known word, which is reported.</returns>
    public T? Choose<T>(string? text, Position at, string what, Words<T> known)
        where T : struct
    {
        if (text is null)
            return null;
        var value = known.Find(text);
        if (value is null)
            problems.NotOneOf(at, text, what, [.. known.All]);
        return value;
    }

    /// <summary>Describes a node in messages.</summary>
    public static string Found(Node node) => node switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { Kind: ScalarKind.Null } => "null",
        ScalarNode { Kind: ScalarKind.String } text => $"the string '{text.Text}'",
        ScalarNode scalar => scalar.Text,
        _ => "an unknown node",
    };
}

internal sealed record TextAt(string Text, Position At);
