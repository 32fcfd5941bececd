using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords type, enum and const.</summary>
internal static class GeneralKeywords
{
    public static IReadOnlyList<string> TypeNames { get; } = ["null", "boolean", "object", "array", "number", "string", "integer"];

    public static Keyword Type(ValueList<string> types)
    {
        var expected = $"must be {string.Join(" or ", types.Select(WithArticle))}, not ";
        return new Assertion("type", instance => IsAny(instance, types), instance => expected + Describe(instance, types));
    }

    public static Keyword Enum(ValueList<JsonElement> values)
    {
        var message = $"must be one of {string.Join(", ", values.Select(v => v.GetRawText()))}";
        return new Assertion("enum", instance => Contains(values, instance), _ => message);
    }

    public static Keyword Const(JsonElement value) =>
        new Assertion("const", instance => JsonElement.DeepEquals(instance, value), _ => $"must be {value.GetRawText()}");

    private static bool Contains(ValueList<JsonElement> values, JsonElement instance)
    {
        foreach (var value in values)
        {
            if (JsonElement.DeepEquals(value, instance))
                return true;
        }

        return false;
    }

    private static bool IsAny(JsonElement instance, ValueList<string> types)
    {
        foreach (var type in types)
        {
            if (Is(instance, type))
                return true;
        }

        return false;
    }

    private static bool Is(JsonElement instance, string type) => instance.ValueKind switch
    {
        JsonValueKind.Null => type is "null",
        JsonValueKind.True or JsonValueKind.False => type is "boolean",
        JsonValueKind.Object => type is "object",
        JsonValueKind.Array => type is "array",
        JsonValueKind.String => type is "string",
        _ => type is "number" || (type is "integer" && JsonNumber.IsInteger(instance)),
    };

    private static string Describe(JsonElement instance, ValueList<string> types) => instance.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => types.Contains("integer", StringComparer.Ordinal) ? "a number with a fraction" : "a number",
    };

    private static string WithArticle(string type) => type switch
    {
        "null" => type,
        "array" or "object" or "integer" => "an " + type,
        _ => "a " + type,
    };
}
