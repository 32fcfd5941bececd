using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Cli.Serve;

/// <summary>The log of <c>serve</c> on standard error: messages, and one line per request if that is asked for.</summary>
internal sealed class ServeLog(TextWriter errors, LogFormat style, bool colours)
{
    private readonly TextWriter errors = TextWriter.Synchronized(errors);

    /// <summary>Logs a request; null if requests are not logged.</summary>
    public Action<JournalEntry>? OnRequest => style == LogFormat.Quiet ? null : Request;

    public void Say(string message) => Write(style != LogFormat.Json ? message : JsonText.Line(json =>
    {
        json.WriteString("at", DateTimeOffset.UtcNow);
        json.WriteString("message", message);
    }));

    private void Request(JournalEntry entry) => Write(style == LogFormat.Json
        ? JsonText.Line(json => RequestLine.Write(json, entry))
        : RequestLine.Text(entry, colours));

    private void Write(string line)
    {
        try
        {
            errors.WriteLine(line);
        }
        catch (IOException)
        {
            // The reader of the log has gone. The server goes on.
        }
    }
}
