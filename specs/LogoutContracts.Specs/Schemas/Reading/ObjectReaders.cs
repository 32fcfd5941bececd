using System.Collections.Immutable;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

internal static class ObjectReaders
{
    public static Keyword? Properties(SchemaReader reader, Entry keyword) => reader.Names(keyword) is { } map
        ? new PropertyKeywords.Properties(
            [.. map.Entries.Select(e => new PropertySchema(e.Key, reader.Compiler.ForPart(e.Value, keyword.Key)))]) : null;

    public static Keyword? PatternProperties(SchemaReader reader, Entry keyword)
    {
        if (reader.Names(keyword) is not { } map)
            return null;
        var schemas = ImmutableArray.CreateBuilder<(EcmaRegex Pattern, JsonSchema Schema)>();
        foreach (var entry in map.Entries)
        {
            var schema = reader.Compiler.ForPart(entry.Value, keyword.Key);
            if (reader.Regex(keyword.Key, entry.At, entry.Key) is { } regex)
                schemas.Add((regex, schema));
        }

        return new PropertyKeywords.PatternProperties(schemas.ToImmutable());
    }

    // Errors in the sibling keywords are reported when those are read.
    public static Keyword AdditionalProperties(SchemaReader reader, Entry keyword)
    {
        var patterns = ImmutableArray.CreateBuilder<EcmaRegex>();
        foreach (var pattern in Keys("patternProperties"))
        {
            if (EcmaRegex.TryCompile(pattern, out var regex, out _))
                patterns.Add(regex);
        }

        return new PropertyKeywords.AdditionalProperties(
            new(Keys("properties"), patterns.ToImmutable()), reader.Compiler.ForPart(keyword.Value, keyword.Key));

        ImmutableArray<string> Keys(string sibling) => reader.Map[sibling] is MapNode map ? [.. map.Entries.Select(e => e.Key)] : [];
    }

    public static Keyword? DependentRequired(SchemaReader reader, Entry keyword)
    {
        if (reader.Names(keyword) is not { } map)
            return null;
        var dependencies = ImmutableArray.CreateBuilder<(string Trigger, ValueList<string> Names)>();
        foreach (var entry in map.Entries)
        {
            if (reader.Texts(keyword.Key, entry.Value) is { } names)
                dependencies.Add((entry.Key, names));
        }

        return new ObjectKeywords.DependentRequired(dependencies.ToImmutable());
    }

    public static Keyword? DependentSchemas(SchemaReader reader, Entry keyword) => reader.Names(keyword) is { } map
        ? new ObjectKeywords.DependentSchemas([.. map.Entries.Select(e => (e.Key, reader.Compiler.ForSame(e.Value, keyword.Key)))]) : null;

    public static Keyword? Definitions(SchemaReader reader, Entry keyword)
    {
        foreach (var entry in reader.Names(keyword)?.Entries ?? [])
            reader.Compiler.ForPart(entry.Value, keyword.Key);
        return null;
    }
}
