using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Cli.Serve;

/// <summary>What <c>serve</c> says on standard error while it runs: words of its own, and a line a request where that is asked for.</summary>
internal sealed class ServeLog(TextWriter errors, LogFormat style, bool colours)
{
    private readonly TextWriter errors = TextWriter.Synchronized(errors);

    /// <summary>Null where nobody wants to hear of requests.</summary>
    public Action<JournalEntry>? OnRequest => style == LogFormat.Quiet ? null : Request;

    public void Say(string message) => Write(style != LogFormat.Json ? message : JsonText.Line(json =>
    {
        json.WriteString("at", DateTimeOffset.UtcNow);
        json.WriteString("message", message);
    }));

    private void Request(JournalEntry entry) => Write(style == LogFormat.Json ? JsonText.Line(json => RequestLine.Write(json, entry)) : RequestLine.Text(entry, colours));

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
}
