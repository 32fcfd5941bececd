using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Cli.Serve;

/// <summary>
/// The log of <c>serve</c> on standard error: messages, and one line per request if that is asked for. Logging never waits for the reader;
/// disposing waits a moment for the lines that are left.
/// </summary>
internal sealed class ServeLog : IAsyncDisposable
{
    private readonly LogQueue queue;
    private readonly LogFormat style;
    private readonly bool colours;

    public ServeLog(TextWriter errors, LogFormat style, bool colours)
    {
        this.style = style;
        this.colours = colours;
        queue = new(errors, dropped => MessageLine(ServeErrors.DroppedLines(dropped)));
    }

    /// <summary>Logs a request; null if requests are not logged.</summary>
    public Action<JournalEntry>? OnRequest => style == LogFormat.Quiet ? null : Request;

    public void Say(string message) => queue.Add(MessageLine(message));

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    private void Request(JournalEntry entry) => queue.Add(style == LogFormat.Json
        ? JsonText.Line(json => RequestLine.Write(json, entry))
        : RequestLine.Text(entry, colours));

    private string MessageLine(string message) => style != LogFormat.Json ? message : JsonText.Line(json =>
    {
        json.WriteString("at", DateTimeOffset.UtcNow);
        json.WriteString("message", message);
    });
}
