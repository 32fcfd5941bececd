using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>One document while it is read: its root, and what is wrong with it so far.</summary>
/// <param name="takesExtensions">Whether fields that start with 'x-' are passed over, and not taken for misspelt ones.</param>
internal sealed class SpecDocument(string file, MapNode root, DiagnosticList problems, bool takesExtensions = false)
{
    public bool TakesExtensions => takesExtensions;

    public string File => file;

    public MapNode Root => root;

    public DiagnosticList Problems => problems;

    /// <summary>Follows <c>$ref</c> to the thing itself; null, with a diagnostic, where there is none.</summary>
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

    /// <summary>The fields of a map; null, with a diagnostic, where the node is something else.</summary>
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

    /// <summary>The items of a list; none, with a diagnostic, where the node is something else.</summary>
    public ValueList<Node> ListOf(Node? node, string what)
    {
        if (node is ListNode list)
            return list.Items;
        if (node is not null)
            problems.NoList(node.At, Found(node), what);
        return [];
    }

    /// <summary>A list of texts; one text counts as a list of one. A number without quotes is taken for the text that it should be, so that what refers to it is not reported, too.</summary>
    public IEnumerable<TextAt> TextsOf(Node? node, string what)
    {
        foreach (var item in node is ListNode list ? list.Items : node is null ? [] : [node])
        {
            if ((TextOf(item, what) ?? (item as ScalarNode)?.Text) is { } text)
                yield return new(text, item.At);
        }
    }

    /// <summary>The value of <paramref name="text"/> among the known ones; null, with a diagnostic, where it is none of them.</summary>
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

    public static string Found(Node node) => node switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { Kind: ScalarKind.Null } => "nothing",
        ScalarNode { Kind: ScalarKind.String } text => $"the text '{text.Text}'",
        ScalarNode scalar => scalar.Text,
        _ => "something else",
    };
}

internal sealed record TextAt(string Text, Position At);
