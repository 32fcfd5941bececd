using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>
/// Reads forms as JSON objects, so that schemas and rules apply to them. Fields become strings, or numbers and booleans if the schema wants
/// those.
/// </summary>
internal static class FormBody
{
    /// <param name="contentType">The Content-Type header with its parameters.</param>
    /// <returns>Null if the body is not a form of this media type.</returns>
    public static JsonDocument? Parse(RequestBody declared, string contentType, ReadOnlySpan<byte> body)
    {
        if (Fields(contentType, body) is not { } fields)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var group in fields.GroupBy(field => field.Name, StringComparer.Ordinal))
                Write(json, group.Key, [.. group.Select(field => field.Value)], TypesOf(declared, group.Key));
            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    /// <summary>The decoded fields in order; a repeated field appears several times.</summary>
    /// <param name="contentType">The whole header.</param>
    /// <returns>Null if the body is not a form.</returns>
    public static List<(string Name, string Value)>? Fields(string contentType, ReadOnlySpan<byte> body)
    {
        var essence = MediaType.Essence(contentType);
        if (!MediaType.IsForm(essence) || !IsUtf8(body))
            return null;
        var text = Encoding.UTF8.GetString(body);
        return essence is MediaType.MultipartForm ? MultipartForm.Parse(contentType, text) : UrlEncoded(text);
    }

    internal static List<(string Name, string Value)> UrlEncoded(string text) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Decoded(pair[0]), Decoded(pair.ElementAtOrDefault(1) ?? ""))),
    ];

    private static string Decoded(string text) => WebUtility.UrlDecode(text);

    private static bool IsUtf8(ReadOnlySpan<byte> body) => System.Text.Unicode.Utf8.IsValid(body);

    private static void Write(Utf8JsonWriter json, string name, List<string> values, string types)
    {
        json.WritePropertyName(name);
        if (values is [var single])
        {
            Write(json, single, types);
            return;
        }

        json.WriteStartArray();
        foreach (var value in values)
            Write(json, value, types);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string value, string types)
    {
        var isNumber = types.Contains("\"number\"", StringComparison.Ordinal) || types.Contains("\"integer\"", StringComparison.Ordinal);
        if (isNumber && JsonNumberForm(value))
            json.WriteRawValue(value);
        else if (value is "true" or "false" && types.Contains("\"boolean\"", StringComparison.Ordinal))
            json.WriteBooleanValue(value is "true");
        else
            json.WriteStringValue(value);
    }

    private static bool JsonNumberForm(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == Encoding.UTF8.GetByteCount(text);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The types that the schema allows for a field, as JSON; empty if it does not say.</summary>
    private static string TypesOf(RequestBody declared, string name) => declared.Constraints
        .FirstOrDefault(
            constraint => constraint.Keyword is "type" && string.Equals(constraint.Pointer, $"/{name}", StringComparison.Ordinal))
        ?.Value ?? "";
}
