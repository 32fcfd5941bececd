using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>Writes a schema of OpenAPI 3.0 as one of OpenAPI 3.1, which is JSON Schema. Its parts are converted by the caller.</summary>
internal static class SchemaUpgrade
{
    /// <summary>Converts one schema. What is already valid in 3.1 stays as it is.</summary>
    public static MapNode Apply(MapNode schema)
    {
        // In 3.0, nothing else in a reference counts.
        if (schema.Find("$ref") is { } reference)
            return schema with { Entries = [reference] };
        var entries = new List<Entry>(schema.Entries);
        Bound(entries, "exclusiveMinimum", "minimum");
        Bound(entries, "exclusiveMaximum", "maximum");
        Replace(entries, "example", entry => new(entry.At, "examples", new ListNode(entry.Value.At, [entry.Value])));
        Replace(entries, "format", BinaryFormat);
        return Nullable(schema with { Entries = entries.ToValueList() });
    }

    /// <summary>A limit with a flag that excludes it becomes an exclusive limit.</summary>
    private static void Bound(List<Entry> entries, string exclusive, string limit)
    {
        if (entries.Find(entry => entry.Key.Equals(exclusive, StringComparison.Ordinal))
            is not { Value: ScalarNode { Kind: ScalarKind.Boolean } flag } found)
            return;
        entries.Remove(found);
        var index = entries.FindIndex(entry => entry.Key.Equals(limit, StringComparison.Ordinal));
        if (index >= 0 && IsTrue(flag))
            entries[index] = entries[index] with { Key = exclusive };
    }

    private static Entry BinaryFormat(Entry format) => format.Value is ScalarNode { Text: var text } value ? text switch
    {
        "byte" => new(format.At, "contentEncoding", value with { Text = "base64" }),
        "binary" => new(format.At, "contentMediaType", value with { Text = "application/octet-stream" }),
        _ => format,
    } : format;

    /// <summary>
    /// <c>nullable</c> adds null to <c>type</c>. Strictly, it has no effect beside <c>allOf</c> or <c>$ref</c> without a type; products
    /// write that and mean null.
    /// </summary>
    private static MapNode Nullable(MapNode schema)
    {
        if (schema.Find("nullable") is not { } nullable)
            return schema;
        var others = schema with { Entries = schema.Entries.Where(entry => !ReferenceEquals(entry, nullable)).ToValueList() };
        if (nullable.Value is not ScalarNode { Kind: ScalarKind.Boolean } flag || !IsTrue(flag))
            return others;
        if (others["type"] is ScalarNode type)
        {
            var types = new ListNode(type.At, [type, Null(type.At)]);
            return others with
            {
                Entries = others.Entries.Select(entry => entry.Key is "type" ? entry with { Value = types } : entry).ToValueList(),
            };
        }

        if (others["type"] is not null || !others.Entries.Any(entry => entry.Key is "allOf" or "anyOf" or "oneOf"))
            return others;
        var ofNull = new MapNode(nullable.At, [new(nullable.At, "type", Null(nullable.At))]);
        return schema with { Entries = [new(nullable.At, "anyOf", new ListNode(nullable.At, [others, ofNull]))] };
    }

    private static ScalarNode Null(Position at) => new(at, "null", ScalarKind.String);

    private static bool IsTrue(ScalarNode flag) => flag.Text is "true" or "True" or "TRUE";

    private static void Replace(List<Entry> entries, string key, Func<Entry, Entry> replace)
    {
        var index = entries.FindIndex(entry => entry.Key.Equals(key, StringComparison.Ordinal));
        if (index >= 0)
            entries[index] = replace(entries[index]);
    }
}
