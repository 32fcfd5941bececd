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
    // The most fields whose names are compared with each other.
    private const int FewFields = 8;

    // At most six characters around a field, and two around the object.
    private const int Punctuation = 8;

    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <param name="contentType">The Content-Type header with its parameters.</param>
    /// <returns>Null if the body is not a form of this media type.</returns>
    public static JsonDocument? Parse(RequestBody declared, string contentType, ReadOnlySpan<byte> body)
    {
        if (MediaType.Essence(contentType) is MediaType.UrlEncodedForm && Copied(declared, body) is { } copied)
            return copied;
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

    /// <summary>
    /// Reads a URL-encoded form that needs no decoding, such as one with a token, without making a string of each part.
    /// </summary>
    /// <returns>Null if the form has encoded or repeated fields, fields that are not strings, or many.</returns>
    private static JsonDocument? Copied(RequestBody declared, ReadOnlySpan<byte> form)
    {
        if (!Ascii.IsValid(form) || form.ContainsAny((byte)'%', (byte)'+'))
            return null;
        var buffer = new ArrayBufferWriter<byte>(form.Length + (FewFields * Punctuation));
        using (var json = new Utf8JsonWriter(buffer, Unchecked))
        {
            json.WriteStartObject();
            Span<Range> names = stackalloc Range[FewFields];
            var count = 0;
            foreach (var pair in form.Split((byte)'&'))
            {
                var field = form[pair];
                if (field.IsEmpty)
                    continue;
                var length = field.IndexOf((byte)'=') is >= 0 and var equals ? equals : field.Length;
                var name = field[..length];
                if (count == FewFields || !IsString(declared, name) || IsAmong(names[..count], form, name))
                    return null;
                names[count++] = pair.Start.Value..(pair.Start.Value + length);
                json.WriteString(name, field[Math.Min(length + 1, field.Length)..]);
            }

            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private static bool IsAmong(ReadOnlySpan<Range> names, ReadOnlySpan<byte> form, ReadOnlySpan<byte> name)
    {
        foreach (var other in names)
        {
            if (form[other].SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static bool IsString(RequestBody declared, ReadOnlySpan<byte> name)
    {
        foreach (var constraint in declared.Constraints.AsSpan())
        {
            if (constraint.Keyword is "type" && constraint.Pointer.AsSpan() is ['/', .. var property] && Ascii.Equals(name, property))
                return constraint.Value is "\"string\"";
        }

        return true;
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
