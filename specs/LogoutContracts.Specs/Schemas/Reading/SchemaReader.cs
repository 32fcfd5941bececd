using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

/// <summary>Reads the values of a schema's keywords. A method that returns null has reported a problem.</summary>
internal sealed record SchemaReader(MapNode Map, JsonSchema Schema, ISubschemas Compiler, DiagnosticList Problems)
{
    public int? Count(Entry keyword)
    {
        // 2.0 is an integer, too.
        if (keyword.Value is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number, Text: var text }
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count <= int.MaxValue && decimal.IsInteger(count))
            return (int)count;
        Problems.KeywordValue(keyword.Key, keyword.Value, "a non-negative integer");
        return null;
    }

    public JsonElement? Number(Entry keyword)
    {
        if (keyword.Value is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number }
            && Value(keyword.Value) is { ValueKind: JsonValueKind.Number } number)
            return number;
        Problems.KeywordValue(keyword.Key, keyword.Value, "a number");
        return null;
    }

    public bool? Flag(Entry keyword)
    {
        if (keyword.Value is ScalarNode { Kind: ScalarKind.Boolean, Text: var text })
            return text is "true" or "True" or "TRUE";
        Problems.KeywordValue(keyword.Key, keyword.Value, "true or false");
        return null;
    }

    public string? Text(Entry keyword)
    {
        if (keyword.Value is ScalarNode { Kind: ScalarKind.String, Text: var text })
            return text;
        Problems.KeywordValue(keyword.Key, keyword.Value, "a string");
        return null;
    }

    public ValueList<string>? Texts(string keyword, Node value)
    {
        if (value is not ListNode list || list.Items.Any(i => i is not ScalarNode { Kind: ScalarKind.String }))
        {
            Problems.KeywordValue(keyword, value, "a list of strings");
            return null;
        }

        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (!texts.Add(((ScalarNode)item).Text))
                Problems.RepeatedValue(keyword, item);
        }

        return texts.ToValueList();
    }

    public MapNode? Names(Entry keyword)
    {
        if (keyword.Value is MapNode map)
            return map;
        Problems.KeywordValue(keyword.Key, keyword.Value, "a map");
        return null;
    }

    public ListNode? List(Entry keyword)
    {
        if (keyword.Value is ListNode { Items.Count: > 0 } list)
            return list;
        Problems.KeywordValue(keyword.Key, keyword.Value, "a non-empty list");
        return null;
    }

    public ImmutableArray<JsonSchema>? SchemasForSame(Entry keyword) =>
        List(keyword)?.Items.Select(i => Compiler.ForSame(i, keyword.Key)).ToImmutableArray();

    public ImmutableArray<JsonSchema>? SchemasForParts(Entry keyword) =>
        List(keyword)?.Items.Select(i => Compiler.ForPart(i, keyword.Key)).ToImmutableArray();

    public EcmaRegex? Regex(string keyword, Position at, string pattern)
    {
        if (!EcmaRegex.TryCompile(pattern, out var regex, out var problem))
            Problems.BadRegex(keyword, at, pattern, problem);
        return regex;
    }

    public static JsonElement Value(Node node) => JsonElement.Parse(node.ToJson());
}

/// <summary>Compiles the subschemas of a keyword.</summary>
internal interface ISubschemas
{
    /// <summary>A schema for the same value, as in <c>allOf</c>.</summary>
    JsonSchema ForSame(Node node, string holder);

    /// <summary>A schema for a part of the value, as in <c>items</c>.</summary>
    JsonSchema ForPart(Node node, string holder);

    /// <summary>The schema that a <c>$ref</c> points to, or null if the reference is invalid, which is reported.</summary>
    JsonSchema? Referenced(Node reference);
}
