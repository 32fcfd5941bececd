using System.Collections.Frozen;
using System.Collections.Immutable;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

/// <summary>All known keywords of JSON Schema.</summary>
internal static class SchemaKeywords
{
    // In the order in which they are checked and failures are reported.
    private static readonly KeywordReader[] Checked =
    [
        new("type", GeneralReaders.Type),
        new("enum", GeneralReaders.Enum),
        new("const", (_, e) => GeneralKeywords.Const(SchemaReader.Value(e.Value))),

        new("required", (r, e) => r.Texts(e.Key, e.Value) is { } names ? new ObjectKeywords.Required(names) : null),
        new("dependentRequired", ObjectReaders.DependentRequired),
        new("minProperties", (r, e) => r.Count(e) is { } limit ? ObjectKeywords.MinProperties(limit) : null),
        new("maxProperties", (r, e) => r.Count(e) is { } limit ? ObjectKeywords.MaxProperties(limit) : null),
        new("propertyNames", (r, e) => new PropertyKeywords.NamesOfProperties(r.Compiler.ForPart(e.Value, e.Key))),
        new("additionalProperties", ObjectReaders.AdditionalProperties),
        new("properties", ObjectReaders.Properties),
        new("patternProperties", ObjectReaders.PatternProperties),
        new("dependentSchemas", ObjectReaders.DependentSchemas),

        new("minLength", (r, e) => r.Count(e) is { } limit ? TextKeywords.MinLength(limit) : null),
        new("maxLength", (r, e) => r.Count(e) is { } limit ? TextKeywords.MaxLength(limit) : null),
        new("pattern", GeneralReaders.Pattern),
        new("format", GeneralReaders.Format),

        new("minimum", (r, e) => r.Number(e) is { } limit ? NumberKeywords.Minimum(limit) : null),
        new("maximum", (r, e) => r.Number(e) is { } limit ? NumberKeywords.Maximum(limit) : null),
        new("exclusiveMinimum", (r, e) => r.Number(e) is { } limit ? NumberKeywords.ExclusiveMinimum(limit) : null),
        new("exclusiveMaximum", (r, e) => r.Number(e) is { } limit ? NumberKeywords.ExclusiveMaximum(limit) : null),
        new("multipleOf", GeneralReaders.MultipleOf),

        new("minItems", (r, e) => r.Count(e) is { } limit ? ArrayKeywords.MinItems(limit) : null),
        new("maxItems", (r, e) => r.Count(e) is { } limit ? ArrayKeywords.MaxItems(limit) : null),
        new("uniqueItems", (r, e) => r.Flag(e) is true ? ArrayKeywords.UniqueItems() : null),
        new("prefixItems", (r, e) => r.SchemasForParts(e) is { } schemas ? new ArrayKeywords.PrefixItems(schemas) : null),
        new("items", ArrayReaders.Items),
        new("contains", ArrayReaders.Contains),

        new("$ref", (r, e) => r.Compiler.Referenced(e.Value) is { } target ? new CombiningKeywords.Reference(target) : null),
        new("allOf", (r, e) => r.SchemasForSame(e) is { } schemas ? new CombiningKeywords.AllOf(schemas) : null),
        new("anyOf", (r, e) => r.SchemasForSame(e) is { } schemas ? new CombiningKeywords.AnyOf(schemas) : null),
        new("oneOf", (r, e) => r.SchemasForSame(e) is { } schemas ? new CombiningKeywords.OneOf(schemas) : null),
        new("not", (r, e) => new CombiningKeywords.Not(r.Compiler.ForSame(e.Value, e.Key))),
        new("if", GeneralReaders.If),

        // These come last because they depend on what the others evaluate.
        new("unevaluatedItems", (r, e) => new ArrayKeywords.UnevaluatedItems(r.Schema, r.Compiler.ForPart(e.Value, e.Key))),
        new("unevaluatedProperties", (r, e) => new PropertyKeywords.UnevaluatedProperties(r.Schema, r.Compiler.ForPart(e.Value, e.Key))),

        // Does not restrict values, but its schemas must be valid even if nothing refers to them.
        new("$defs", ObjectReaders.Definitions),
    ];

    // Keywords that are read together with the keyword that they refine.
    private static readonly FrozenDictionary<string, string> Companions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["then"] = "if",
        ["else"] = "if",
        ["minContains"] = "contains",
        ["maxContains"] = "contains",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Annotations = FrozenSet.Create(
        StringComparer.Ordinal, "title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "$comment",
        "$schema", "contentMediaType", "contentEncoding", "xml", "externalDocs", "discriminator");

    private static readonly FrozenDictionary<string, string> Unsupported = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$id"] = "remove it; references start at the root of the document",
        ["$anchor"] = "refer to the schema by its location, such as '#/components/schemas/Session'",
        ["$dynamicAnchor"] = "refer to the schema by its location, such as '#/components/schemas/Session'",
        ["$dynamicRef"] = "use '$ref'",
        ["definitions"] = "put the schemas under 'components/schemas'",
        ["dependencies"] = "use 'dependentRequired' or 'dependentSchemas'",
        ["additionalItems"] = "use 'prefixItems' with 'items'",
        ["nullable"] = "add 'null' to the list in 'type'; 'nullable' is from OpenAPI 3.0",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The keywords that a value can violate.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Checked.Select(keyword => keyword.Name)];

    public static ImmutableArray<Keyword> Read(SchemaReader reader)
    {
        foreach (var entry in reader.Map.Entries)
            Recognize(reader, entry);
        var keywords = ImmutableArray.CreateBuilder<Keyword>();
        foreach (var (name, read) in Checked)
        {
            if (reader.Map.Find(name) is { } entry && read(reader, entry) is { } keyword)
                keywords.Add(keyword);
        }

        return keywords.ToImmutable();
    }

    private static void Recognize(SchemaReader reader, Entry entry)
    {
        var name = entry.Key;
        if (Unsupported.TryGetValue(name, out var instead))
            reader.Problems.UnsupportedKeyword(entry.At, name, instead);
        else if (Companions.TryGetValue(name, out var companion) && reader.Map[companion] is null)
            reader.Problems.LonelyKeyword(entry.At, name, companion);
        else if (companion is null && !IsKnown(name))
            reader.Problems.UnknownKeyword(entry.At, name, Spelling.Suggestion(name, [.. Names, .. Companions.Keys, .. Annotations]));
    }

    private static bool IsKnown(string name) =>
        name.StartsWith("x-", StringComparison.Ordinal) || Annotations.Contains(name)
        || Checked.Any(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    private sealed record KeywordReader(string Name, Func<SchemaReader, Entry, Keyword?> Read);
}
