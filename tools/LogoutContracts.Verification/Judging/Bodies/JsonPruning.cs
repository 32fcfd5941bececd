using System.Buffers;
using System.Text.Json;

namespace LogoutContracts.Verification.Judging.Bodies;

/// <summary>Removes the properties of a JSON value that its template does not have.</summary>
internal static class JsonPruning
{
    public static JsonElement Pruned(JsonElement value, JsonElement template)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value, template);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, JsonElement template)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when template.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    if (!template.TryGetProperty(property.Name, out var stated))
                        continue;
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, stated);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when template.ValueKind == JsonValueKind.Array && template.GetArrayLength() == value.GetArrayLength():
                writer.WriteStartArray();
                for (var i = 0; i < value.GetArrayLength(); i++)
                    Write(writer, value[i], template[i]);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
