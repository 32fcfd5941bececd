using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogoutContracts.Serving;

namespace LogoutContracts.CommandLine;

/// <summary>What <c>serve</c> says on standard error while it runs: words of its own, and a line a request where that is asked for.</summary>
internal sealed class ServeLog(TextWriter errors, LogStyle style, bool colours)
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter errors = TextWriter.Synchronized(errors);

    /// <summary>Null where nobody wants to hear of requests.</summary>
    public Action<JournalEntry>? OnRequest => style == LogStyle.Quiet ? null : Request;

    public void Say(string message) => Write(style != LogStyle.Json ? message : Json(json =>
    {
        json.WriteString("at", DateTimeOffset.UtcNow);
        json.WriteString("message", message);
    }));

    private void Request(JournalEntry entry) => Write(style == LogStyle.Json ? Json(json => RequestLine.Write(json, entry)) : RequestLine.Text(entry, colours));

    private void Write(string line)
    {
        try
        {
            errors.WriteLine(line);
        }
        catch (IOException)
        {
            // Whoever read this has gone. The server has others to serve.
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
