using System.Collections;
using System.Globalization;
using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Matching;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>The values of templates: text, numbers, booleans, JSON, lists and objects.</summary>
internal static class TemplateValues
{
    public static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        RepeatedValue repeated => repeated.Values.Count > 0 ? repeated.Values[0] : "",
        JsonElement { ValueKind: JsonValueKind.Number } number => NumberText(number),
        JsonElement { ValueKind: JsonValueKind.Object } json => PrettyJson.Of(json),
        JsonElement { ValueKind: JsonValueKind.Array } json => ParsedJson.Compact(json),
        JsonElement json => ParsedJson.TextOf(json) ?? "",
        IEnumerable<object?> list => $"[{string.Join(',', list.Select(item => item is JsonElement json ? ParsedJson.Compact(json)
            : ParsedJson.Quoted(TextOf(item))))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    public static bool IsTrue(object? value) => value switch
    {
        null or false or "" or 0 => false,
        JsonElement json => json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
            JsonValueKind.String => json.GetString()!.Length > 0,
            JsonValueKind.Array => json.GetArrayLength() > 0,
            JsonValueKind.Number => json.GetDouble() != 0,
            _ => true,
        },
        RepeatedValue repeated => repeated.Values.Count > 0 && repeated.Values[0].Length > 0,
        ICollection list => list.Count > 0,
        _ => true,
    };

    public static bool AreEqual(object? left, object? right) => string.Equals(TextOf(left), TextOf(right), StringComparison.Ordinal);

    public static int? WholeOf(object? value) =>
        int.TryParse(TextOf(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The items of a list; a single value is a list of one, and nothing is an empty list.</summary>
    public static IReadOnlyList<(object? Key, object? Value)> ItemsOf(object? value) => value switch
    {
        null => [],
        JsonElement { ValueKind: JsonValueKind.Array } json => [.. json.EnumerateArray().Select((item, i) => ((object?)i, (object?)item))],
        JsonElement { ValueKind: JsonValueKind.Object } json =>
            [.. json.EnumerateObject().Select(member => ((object?)member.Name, (object?)member.Value))],
        RepeatedValue repeated => [.. repeated.Values.Select((item, i) => ((object?)i, (object?)item))],
        IReadOnlyList<object?> list => [.. list.Select((item, i) => ((object?)i, item))],
        _ => [(0, value)],
    };

    /// <summary>A member of a value; null if it has none of that name.</summary>
    public static object? Member(object? value, string name) => value switch
    {
        ITemplateObject named => named[name],
        JsonElement { ValueKind: JsonValueKind.Object } json => json.TryGetProperty(name, out var member) ? member : null,
        JsonElement { ValueKind: JsonValueKind.Array } or RepeatedValue or IReadOnlyList<object?> => WholeOf(name) is { } index
            && ItemsOf(value) is var items && index >= 0 && index < items.Count ? items[index].Value : null,
        _ => null,
    };

    // WireMock reads decimal fractions as floating-point numbers.
    private static string NumberText(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0
        ? number.GetDouble().ToString("R", CultureInfo.InvariantCulture) : number.GetRawText();
}

/// <summary>A header or parameter that can occur several times: its text is the first value, and it has an index.</summary>
internal sealed record RepeatedValue(IReadOnlyList<string> Values);

/// <summary>A value with named members.</summary>
internal interface ITemplateObject
{
    /// <summary>Null if there is no such member.</summary>
    object? this[string name] { get; }
}

/// <summary>A value whose members are looked up when they are needed.</summary>
internal sealed record LookedUp(Func<string, object?> Find) : ITemplateObject
{
    public object? this[string name] => Find(name);
}
