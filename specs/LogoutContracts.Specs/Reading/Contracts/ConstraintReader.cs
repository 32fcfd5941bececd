using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Lists the constraints of a schema one by one, so that each can be tested. Does not check the schema itself.</summary>
internal sealed class ConstraintReader(SpecDocument document)
{
    // Enough for real requests; also ends the recursion in schemas that contain themselves.
    private const int MaxDepth = 6;

    // Keywords that restrict the value itself. The others combine schemas, or are annotations.
    private static readonly HashSet<string> ValueKeywords = new(StringComparer.Ordinal)
    {
        "type", "enum", "const", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "anyOf", "oneOf", "not",
        "if", "items", "prefixItems", "contains", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas",
        "unevaluatedProperties", "unevaluatedItems",
    };

    /// <returns>The constraints in schema order; those of a property are at the property's position.</returns>
    public ValueList<Constraint> Read(Node? schema) =>
        Of(schema, "", 0).DistinctBy(constraint => (constraint.Pointer, constraint.Keyword, constraint.Value)).ToValueList();

    /// <summary>The parameters of a path and one of its operations, except those that carry a credential.</summary>
    public ValueList<Parameter> Parameters(IEnumerable<MapNode> owners, SessionModel sessions, SessionUse use)
    {
        var carriers = CarryingParameters.Of(sessions, use);
        var found = new List<Parameter>();
        foreach (var node in owners.SelectMany(owner => (owner["parameters"] as ListNode)?.Items ?? []))
        {
            if (Resolved(node) is not MapNode map || map["name"] is not ScalarNode name || map["in"] is not ScalarNode place
                || carriers.Contain(place.Text, name.Text))
                continue;

            // A parameter of the operation overrides one of the path.
            found.RemoveAll(known => string.Equals(known.Name, name.Text, StringComparison.Ordinal)
                && string.Equals(known.In, place.Text, StringComparison.Ordinal));
            var isRequired = map["required"] is ScalarNode { Text: "true" or "True" or "TRUE" };
            found.Add(new(name.Text, place.Text, isRequired, Read(map["schema"]), map.At));
        }

        return found.ToValueList();
    }

    private IEnumerable<Constraint> Of(Node? node, string pointer, int depth)
    {
        if (depth > MaxDepth || Resolved(node) is not MapNode schema)
            yield break;
        foreach (var entry in schema.Entries)
        {
            switch (entry.Key)
            {
                case "required":
                    foreach (var name in (entry.Value as ListNode)?.Items ?? [])
                        yield return new(pointer, entry.Key, name.ToJson(), name.At);
                    break;
                case "properties":
                    foreach (var constraint in ((entry.Value as MapNode)?.Entries ?? [])
                        .SelectMany(property => Of(property.Value, $"{pointer}/{JsonPointer.Escaped(property.Key)}", depth + 1)))
                        yield return constraint;
                    break;
                case "allOf":
                    foreach (var constraint in (entry.Value as ListNode)?.Items.SelectMany(part => Of(part, pointer, depth + 1)) ?? [])
                        yield return constraint;
                    break;
                case "additionalProperties" when entry.Value is not ScalarNode { Text: "true" or "True" or "TRUE" }:
                    yield return new(pointer, entry.Key, entry.Value.ToJson(), entry.At);
                    break;
                case "uniqueItems" when entry.Value is ScalarNode { Text: "false" or "False" or "FALSE" }:
                    break;
                default:
                    if (ValueKeywords.Contains(entry.Key))
                        yield return new(pointer, entry.Key, entry.Value.ToJson(), entry.At);
                    break;
            }
        }
    }

    // Broken references have already been reported.
    private Node? Resolved(Node? node)
    {
        for (var i = 0; i <= MaxDepth && node is MapNode map && map["$ref"] is { } reference; i++)
            node = reference is ScalarNode { Text: ['#', '/', .. var pointer] } ? JsonPointer.Find(document.Root, $"/{pointer}") : null;
        return node;
    }
}
