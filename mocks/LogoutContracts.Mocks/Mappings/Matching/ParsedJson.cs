using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>Converts between text and JSON.</summary>
internal static class ParsedJson
{
    /// <returns>Null if the text is not JSON, or has strings that are not valid Unicode.</returns>
    public static JsonElement? Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return null;
        try
        {
            var value = JsonElement.Parse(utf8);
            _ = JsonElement.DeepEquals(value, value);
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static JsonElement? Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>A value as text matchers see it: a string without quotes, anything else as JSON.</summary>
    /// <returns>Null for JSON's null.</returns>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    /// <summary>JSON without white space. Numbers keep their digits, but not their exponent, as in WireMock.</summary>
    public static string Compact(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = text.Append('{').Length;
                foreach (var member in value.EnumerateObject())
                {
                    Separate(text, members).Append(Quoted(member.Name)).Append(':');
                    Write(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                var items = text.Append('[').Length;
                foreach (var item in value.EnumerateArray())
                    Write(Separate(text, items), item);
                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Quoted(value.GetString()!));
                break;
            case JsonValueKind.Number:
                text.Append(NumberOf(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    /// <summary>A string in JSON syntax; only what must be escaped is escaped.</summary>
    public static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static StringBuilder Separate(StringBuilder text, int start) => text.Length > start ? text.Append(',') : text;

    private static string NumberOf(JsonElement value)
    {
        var raw = value.GetRawText();
        return raw.AsSpan().IndexOfAny('e', 'E') >= 0 && value.TryGetDecimal(out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : raw;
    }
}
