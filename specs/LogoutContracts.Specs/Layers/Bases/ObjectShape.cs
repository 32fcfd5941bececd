using System.Collections.Frozen;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>Where objects of each kind contain others: enough of OpenAPI 3.1 to know what a <c>$ref</c> refers to.</summary>
internal static class ObjectShape
{
    private static readonly FrozenDictionary<(ObjectKind Kind, string Field), (ObjectKind Kind, Holding Holding)> Fields = All();

    // Objects of these kinds can be references, to components in these sections.
    private static readonly FrozenDictionary<ObjectKind, string> Sections = new Dictionary<ObjectKind, string>
    {
        [ObjectKind.PathItem] = "pathItems",
        [ObjectKind.Parameter] = "parameters",
        [ObjectKind.RequestBody] = "requestBodies",
        [ObjectKind.Response] = "responses",
        [ObjectKind.Header] = "headers",
        [ObjectKind.Example] = "examples",
        [ObjectKind.Link] = "links",
        [ObjectKind.Callback] = "callbacks",
        [ObjectKind.Schema] = "schemas",
    }.ToFrozenDictionary();

    /// <summary>What a field holds; data if it is not known.</summary>
    public static (ObjectKind Kind, Holding Holding) FieldOf(ObjectKind kind, string field) => kind is ObjectKind.Callback
        ? (ObjectKind.PathItem, Holding.One)
        : Fields.TryGetValue((kind, field), out var found) ? found : (ObjectKind.Data, Holding.One);

    /// <summary>The section of <c>components</c> for objects of this kind; null if they cannot be references.</summary>
    public static string? SectionOf(ObjectKind kind) => Sections.GetValueOrDefault(kind);

    private static FrozenDictionary<(ObjectKind, string), (ObjectKind, Holding)> All()
    {
        var fields = new Dictionary<(ObjectKind, string), (ObjectKind, Holding)>();
        Add(ObjectKind.PathItem, ObjectKind.Operation, Holding.One, [.. OperationKeys.All]);
        Add(ObjectKind.PathItem, ObjectKind.Parameter, Holding.List, "parameters");
        Add(ObjectKind.Operation, ObjectKind.Parameter, Holding.List, "parameters");
        Add(ObjectKind.Operation, ObjectKind.RequestBody, Holding.One, "requestBody");
        Add(ObjectKind.Operation, ObjectKind.Response, Holding.Map, "responses");
        Add(ObjectKind.Operation, ObjectKind.Callback, Holding.Map, "callbacks");
        foreach (var kind in new[] { ObjectKind.Parameter, ObjectKind.Header })
        {
            Add(kind, ObjectKind.Schema, Holding.One, "schema");
            Add(kind, ObjectKind.MediaType, Holding.Map, "content");
            Add(kind, ObjectKind.Example, Holding.Map, "examples");
        }

        Add(ObjectKind.RequestBody, ObjectKind.MediaType, Holding.Map, "content");
        Add(ObjectKind.Response, ObjectKind.MediaType, Holding.Map, "content");
        Add(ObjectKind.Response, ObjectKind.Header, Holding.Map, "headers");
        Add(ObjectKind.Response, ObjectKind.Link, Holding.Map, "links");
        Add(ObjectKind.MediaType, ObjectKind.Schema, Holding.One, "schema");
        Add(ObjectKind.MediaType, ObjectKind.Example, Holding.Map, "examples");
        Add(ObjectKind.MediaType, ObjectKind.Encoding, Holding.Map, "encoding");
        Add(ObjectKind.Encoding, ObjectKind.Header, Holding.Map, "headers");
        Add(
            ObjectKind.Schema, ObjectKind.Schema, Holding.Map, "properties", "patternProperties", "dependentSchemas", "$defs",
            "definitions");
        Add(
            ObjectKind.Schema, ObjectKind.Schema, Holding.One, "items", "additionalProperties", "not", "if", "then", "else", "contains",
            "propertyNames", "unevaluatedItems", "unevaluatedProperties");
        Add(ObjectKind.Schema, ObjectKind.Schema, Holding.List, "allOf", "anyOf", "oneOf", "prefixItems");
        return fields.ToFrozenDictionary();

        void Add(ObjectKind kind, ObjectKind of, Holding holding, params string[] names)
        {
            foreach (var name in names)
                fields.Add((kind, name), (of, holding));
        }
    }
}
