using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests.Editing;

/// <summary>Changes single values in the body of a request, which may be JSON or a form. Other bodies stay as they are.</summary>
public static class BodyEdit
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The properties of a JSON object or the fields of a form; empty for other bodies.</summary>
    public static IEnumerable<string> BodyNames(this RenderedRequest request) =>
        Form(request)?.Select(field => field.Name) ?? (Json(request) as JsonObject)?.Select(property => property.Key) ?? [];

    /// <summary>Sets a value.</summary>
    /// <param name="pointer">JSON pointer to a property; for a form, its one segment is the name of the field.</param>
    /// <returns>The request unchanged if the parent of the property does not exist.</returns>
    public static RenderedRequest WithBodyValue(this RenderedRequest request, string pointer, JsonNode? value) =>
        Changed(request, pointer, value, isThere: true);

    public static RenderedRequest WithoutBodyValue(this RenderedRequest request, string pointer) =>
        Changed(request, pointer, null, isThere: false);

    /// <summary>The value as JSON; null if there is none.</summary>
    public static JsonNode? BodyValue(this RenderedRequest request, string pointer)
    {
        var names = Names(pointer);
        if (Form(request) is { } form)
        {
            return names is [var name] && form.Exists(field => Is(field.Name, name))
                ? JsonValue.Create(form.Find(field => Is(field.Name, name)).Value) : null;
        }

        return names.Aggregate(Json(request), (node, name) => (node as JsonObject)?[name]);
    }

    /// <summary>Replaces the whole body.</summary>
    public static RenderedRequest WithJson(this RenderedRequest request, JsonNode? body) => request with { Body = Text(body) };

    /// <summary>The body as JSON; null if it is null, not JSON, or has another media type.</summary>
    public static JsonNode? Json(this RenderedRequest request)
    {
        if (request.Body is null || !MediaType.IsJson(MediaType.Essence(request.Header("Content-Type") ?? "")))
            return null;
        try
        {
            return JsonNode.Parse(request.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RenderedRequest Changed(RenderedRequest request, string pointer, JsonNode? value, bool isThere)
    {
        var names = Names(pointer);
        if (Form(request) is { } form && names is [var field])
        {
            var at = form.FindIndex(known => Is(known.Name, field));
            form.RemoveAll(known => Is(known.Name, field));
            if (isThere)
                form.Insert(at < 0 ? form.Count : at, (field, FormText(value)));
            return Write(request, form);
        }

        var root = Json(request);
        if (names.SkipLast(1).Aggregate(root, (node, name) => (node as JsonObject)?[name]) is not JsonObject parent || names.Count == 0)
            return request;
        if (isThere)
            parent[names[^1]] = value;
        else
            parent.Remove(names[^1]);
        return request.WithJson(root);
    }

    private static string FormText(JsonNode? value) =>
        value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : Text(value);

    private static List<(string Name, string Value)>? Form(RenderedRequest request)
    {
        if (MultipartForm.Fields(request) is { } parts)
            return [.. parts];
        if (request.Body is null || MediaType.Essence(request.Header("Content-Type") ?? "") is not "application/x-www-form-urlencoded")
            return null;
        var pairs = request.Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2));
        return [.. pairs.Select(pair => (Decoded(pair[0]), Decoded(pair.ElementAtOrDefault(1) ?? "")))];
    }

    private static RenderedRequest Write(RenderedRequest request, List<(string Name, string Value)> form)
    {
        if (MultipartForm.BoundaryOf(request) is not { } boundary)
        {
            var pairs = form.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}");
            return request with { Body = string.Join('&', pairs) };
        }

        var text = new StringBuilder();
        foreach (var (name, value) in form)
            text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        return request with { Body = text.Append($"--{boundary}--\r\n").ToString() };
    }

    // These pointers are not in URLs, so a percent sign in them is part of the name.
    private static List<string> Names(string pointer) =>
        [.. pointer.Split('/').Skip(1).Select(token => JsonPointer.Unescaped(token.Replace("%", "%25", StringComparison.Ordinal)))];

    private static string Text(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
