using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Makes example values from schemas. They fit most schemas, but not every combination of keywords.</summary>
internal sealed class ExampleMaker(bool isRequest)
{
    private const int MaxDepth = 6;

    // All that are required, or those that make an example readable.
    private const int MaxOptional = 12;

    public JsonNode? Of(Place? schema) => Of(schema, "", MaxDepth);

    private JsonNode? Of(Place? schema, string name, int depth)
    {
        if (schema is null)
            return new JsonObject();
        if (Stated(schema) is { } stated)
            return Copy(stated);
        if (schema["allOf"]?.Items.ToList() is { Count: > 0 } parts)
            return Merged(schema, parts, name, depth);
        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            if (schema["properties"] is null && schema[keyword]?.Items.FirstOrDefault(part => TypeOf(part) is not "null") is { } first)
                return Of(first, name, depth - 1);
        }

        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => List(schema, name, depth),
            "integer" => Number(schema, isInteger: true),
            "number" => Number(schema, isInteger: false),
            "boolean" => JsonValue.Create(true),
            "null" => null,
            _ => JsonValue.Create(Text(schema, name)),
        };
    }

    /// <summary>A value that the schema itself gives.</summary>
    private static Place? Stated(Place schema) => schema["example"] ?? schema["examples"]?.Items.FirstOrDefault() ?? schema["const"]
        ?? schema["default"] ?? schema["enum"]?.Items.FirstOrDefault();

    public static JsonNode? Copy(Place place) => place.Value.ValueKind == JsonValueKind.Null ? null
        : JsonNode.Parse(place.Value.GetRawText());

    private static string TypeOf(Place schema) => schema["type"] switch
    {
        { String: { } type } => type,
        { IsList: true } types => types.Items.Select(type => type.String).FirstOrDefault(type => type is not "null") ?? "null",
        _ => schema["properties"] is not null || schema["additionalProperties"] is not null ? "object"
            : schema["items"] is not null ? "array" : "string",
    };

    private JsonNode? Merged(Place schema, List<Place> parts, string name, int depth)
    {
        if (depth == 0)
            return new JsonObject();
        var made = parts.Select(part => Of(part, name, depth - 1)).Append(schema["properties"] is null ? null : Object(schema, depth))
            .ToList();
        if (made.OfType<JsonObject>().ToList() is not { Count: > 0 } objects)
            return made.Find(value => value is not null);
        var all = new JsonObject();
        foreach (var property in objects.SelectMany(each => each))
            all[property.Key] = property.Value?.DeepClone();
        return all;
    }

    private JsonObject Object(Place schema, int depth)
    {
        var made = new JsonObject();
        var required = (schema["required"]?.Items ?? []).Select(item => item.String).ToHashSet(StringComparer.Ordinal);
        var properties = (schema["properties"]?.Entries ?? [])
            .Where(property => !property.Value.Flag(isRequest ? "readOnly" : "writeOnly")).ToList();
        var chosen = properties.Where(property => required.Contains(property.Key)).ToList();
        if (chosen.Count == 0 && depth > MaxDepth - 3)
            chosen = [.. properties.Take(MaxOptional)];
        foreach (var (key, value) in chosen)
            made[key] = depth == 0 ? null : Of(value, key, depth - 1);
        return made;
    }

    private JsonArray List(Place schema, string name, int depth)
    {
        var least = schema["minItems"]?.Value is { ValueKind: JsonValueKind.Number } count
            && count.TryGetInt32(out var number) ? number : 0;
        return [.. Enumerable.Range(0, depth == 0 ? 0 : Math.Min(least, 10)).Select(_ => Of(schema["items"], name, depth - 1))];
    }

    private static JsonValue Number(Place schema, bool isInteger)
    {
        var least = schema["minimum"]?.Value is { ValueKind: JsonValueKind.Number } minimum ? minimum.GetDecimal() : 1;
        var most = schema["maximum"]?.Value is { ValueKind: JsonValueKind.Number } maximum ? maximum.GetDecimal() : decimal.MaxValue;
        var value = Math.Min(isInteger ? Math.Ceiling(least) : least, most);
        return isInteger ? JsonValue.Create((long)Math.Clamp(value, long.MinValue, long.MaxValue)) : JsonValue.Create(value);
    }

    private static string Text(Place schema, string name)
    {
        if (schema.Text("pattern") is { } pattern
            && CredentialFormat.TryParse(pattern.TrimStart('^').TrimEnd('$'), out var format, out _))
            return format.Generate([1]);
        var text = schema.Text("format") switch
        {
            "date" => "2026-01-01",
            "date-time" => "2026-01-01T00:00:00Z",
            "email" => "jane@example.com",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "uri" or "url" => "https://example.com/",
            "password" => LoginInputs.Password,
            _ => NameWords.Of(name) switch
            {
                [.., "password" or "passwd" or "pwd"] => LoginInputs.Password,
                [.., "email" or "mail"] => "jane@example.com",
                [.., "username" or "user" or "login"] => "jane",
                [] => "text",
                var words => string.Join(' ', words),
            },
        };
        var (least, most) = (Length(schema, "minLength", 0), Length(schema, "maxLength", int.MaxValue));
        return text.Length > most ? text[..most] : text.PadRight(Math.Min(least, 1000), 'x');
    }

    private static int Length(Place schema, string keyword, int otherwise) =>
        schema[keyword]?.Value is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt32(out var length) ? length : otherwise;
}
