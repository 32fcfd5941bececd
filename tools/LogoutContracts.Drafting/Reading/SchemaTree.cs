using LogoutContracts.Specs.Json;

namespace LogoutContracts.Drafting.Reading;

/// <summary>The properties that a schema describes, also those of its parts.</summary>
internal static class SchemaTree
{
    private const int MaxDepth = 5;

    private static readonly string[] Alternatives = ["anyOf", "oneOf"];

    private static readonly string[] Combining = ["allOf", .. Alternatives];

    /// <summary>All properties of objects, not of lists: their names, and their places in values as JSON pointers.</summary>
    public static IEnumerable<SchemaProperty> Properties(Place? schema) => Properties(schema, "", MaxDepth);

    /// <summary>Whether an empty object does not fit, because a property is required.</summary>
    public static bool RequiresAny(Place? schema) => RequiresAny(schema, MaxDepth);

    private static bool RequiresAny(Place? schema, int depth)
    {
        if (schema is null || depth == 0)
            return false;
        return schema["required"] is { IsList: true } required && required.Items.Any()
            || (schema["allOf"]?.Items ?? []).Any(part => RequiresAny(part, depth - 1))
            || Alternatives.Any(keyword => schema[keyword] is { IsList: true } parts && parts.Items.Any()
                && parts.Items.All(part => RequiresAny(part, depth - 1)));
    }

    private static IEnumerable<SchemaProperty> Properties(Place? schema, string pointer, int depth)
    {
        if (schema is null || depth == 0)
            return [];
        var own = (schema["properties"]?.Entries ?? []).SelectMany(property =>
        {
            var at = $"{pointer}/{JsonPointer.Escaped(property.Key)}";
            return Properties(property.Value, at, depth - 1).Prepend(new(property.Key, at, property.Value));
        });
        return own.Concat(Combining.SelectMany(keyword => schema[keyword]?.Items ?? [])
            .SelectMany(part => Properties(part, pointer, depth - 1))).DistinctBy(property => property.Pointer, StringComparer.Ordinal);
    }
}

/// <param name="Pointer">The place in a value that the schema describes.</param>
internal sealed record SchemaProperty(string Name, string Pointer, Place Schema)
{
    /// <summary>Whether the value can be a string, as far as the schema says.</summary>
    public bool IsText => Schema["type"] switch
    {
        null => Schema["properties"] is null,
        { IsList: true } types => types.Items.Any(type => type.String is "string"),
        { String: var type } => type is "string",
    };
}
