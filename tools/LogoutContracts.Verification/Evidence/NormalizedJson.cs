using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Evidence;

/// <summary>Writes JSON indented, with "(any)" in place of volatile values.</summary>
/// <param name="sorted">Whether properties are sorted, so that equivalent JSON gives equal text.</param>
/// <param name="read">Gives the text to write for a string, from its template and its value; null to write the value.</param>
internal sealed class NormalizedJson(ValueList<VolatilePart> volatileParts, bool sorted, Func<Template, string, string>? read = null)
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly HashSet<string> volatilePointers =
        volatileParts.OfType<VolatilePart.Body>().Select(part => part.Pointer).ToHashSet(StringComparer.Ordinal);

    /// <param name="template">The expected JSON; null if there is none.</param>
    public string Of(JsonElement element, JsonElement? template = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            Write(writer, element, template, "");
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement element, JsonElement? template, string pointer)
    {
        if (volatilePointers.Contains(pointer))
        {
            writer.WriteStringValue("(any)");
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in Properties(element))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, Child(template, property.Name), $"{pointer}/{JsonPointer.Escaped(property.Name)}");
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, Child(template, index), $"{pointer}/{index++}");
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when read is not null && template is { ValueKind: JsonValueKind.String } expected:
                writer.WriteStringValue(read(Template.Parse(expected.GetString()!), element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private IEnumerable<JsonProperty> Properties(JsonElement element) =>
        sorted ? element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal) : element.EnumerateObject();

    private static JsonElement? Child(JsonElement? template, int index) =>
        template is { ValueKind: JsonValueKind.Array } list && index < list.GetArrayLength() ? list[index] : null;

    private static JsonElement? Child(JsonElement? template, string name) =>
        template is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var child) ? child : null;
}
