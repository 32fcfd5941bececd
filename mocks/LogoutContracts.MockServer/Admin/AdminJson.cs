using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogoutContracts.MockServer.Admin;

/// <summary>JSON of the admin API. Properties that do not apply are null; none are left out.</summary>
internal static class AdminJson
{
    public const string ContentType = "application/json";

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static AdminReply Reply(Action<Utf8JsonWriter> write, int status = 200) => new(status, ContentType, Bytes(write));

    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
            write(json);
        return buffer.WrittenMemory;
    }

    public static void WriteArray<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset at) =>
        json.WriteString(
            name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
}
