using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Sets a value in JSON at the place of a JSON Pointer.</summary>
internal static class JsonReplacement
{
    /// <summary>Sets the value; adds a missing property, or an array item for '-' or the index after the last one.</summary>
    /// <returns>Null if the parent does not exist or cannot contain the value.</returns>
    public static JsonElement? In(JsonElement whole, string pointer, JsonElement value)
    {
        if (pointer.Length == 0)
            return value;
        var (holder, name) = (pointer[..pointer.LastIndexOf('/')], JsonPointer.Unescaped(pointer[(pointer.LastIndexOf('/') + 1)..]));
        if (JsonPointer.Find(whole, holder) is not { } parent || With(parent, name, value) is not { } replaced)
            return null;
        return holder.Length == 0 ? replaced : In(whole, holder, replaced);
    }

    private static JsonElement? With(JsonElement parent, string name, JsonElement value)
    {
        switch (parent.ValueKind)
        {
            case JsonValueKind.Object:
                return Written(writer =>
                {
                    writer.WriteStartObject();
                    foreach (var property in parent.EnumerateObject().Where(property => !property.NameEquals(name)))
                        property.WriteTo(writer);
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                    writer.WriteEndObject();
                });
            case JsonValueKind.Array when IndexOf(name, parent.GetArrayLength()) is { } index:
                return Written(writer =>
                {
                    writer.WriteStartArray();
                    foreach (var item in parent.EnumerateArray().Take(index).Append(value).Concat(parent.EnumerateArray().Skip(index + 1)))
                        item.WriteTo(writer);
                    writer.WriteEndArray();
                });
            default:
                return null;
        }
    }

    private static int? IndexOf(string name, int length) => name is "-"
        ? length
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= length ? index : null;

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
