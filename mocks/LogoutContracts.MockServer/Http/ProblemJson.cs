using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogoutContracts.MockServer.Http;

/// <summary>RFC 9457 problem details.</summary>
internal static class ProblemJson
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="type">Last part of the problem type's URN.</param>
    /// <param name="more">Writes additional members.</param>
    public static ReadOnlyMemory<byte> Bytes(int status, string type, string title, string detail, Action<Utf8JsonWriter>? more = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:logout-contracts:{type}");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            more?.Invoke(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
