using System.Threading.Channels;

namespace LogoutContracts.Cli.Serve;

/// <summary>
/// Writes lines on a thread of its own, so that a reader that stalls never delays a request. If too much is waiting, new lines are dropped,
/// and a line says how many as soon as the reader goes on.
/// </summary>
internal sealed class LogQueue : IAsyncDisposable
{
    /// <summary>Maximum number of characters that wait.</summary>
    public const int Capacity = 4 << 20;

    /// <summary>Time limit for writing what is left at the end.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private readonly Channel<string> lines = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextWriter output;
    private readonly Func<long, string> droppedLine;
    private long waiting;
    private long dropped;

    /// <param name="droppedLine">The line that says how many lines were dropped.</param>
    public LogQueue(TextWriter output, Func<long, string> droppedLine)
    {
        this.output = output;
        this.droppedLine = droppedLine;

        // In the background, so that a blocked write does not keep the process alive.
        new Thread(WriteAll) { IsBackground = true, Name = "log" }.Start();
    }

    /// <summary>Adds a line. Never waits.</summary>
    public void Add(string line)
    {
        if (Interlocked.Add(ref waiting, line.Length) <= Capacity && lines.Writer.TryWrite(line))
            return;
        Interlocked.Add(ref waiting, -line.Length);
        Interlocked.Increment(ref dropped);
    }

    /// <summary>Writes what is left, unless the reader stalls.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await Task.WhenAny(written.Task, Task.Delay(LastWords));
    }

    private void WriteAll()
    {
        while (lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (lines.Reader.TryRead(out var line))
            {
                Write(line);
                Interlocked.Add(ref waiting, -line.Length);
                ReportDropped();
            }
        }

        ReportDropped();
        written.SetResult();
    }

    private void ReportDropped()
    {
        if (Interlocked.Exchange(ref dropped, 0) is > 0 and var count)
            Write(droppedLine(count));
    }

    private void Write(string line)
    {
        try
        {
            output.WriteLine(line);
        }
        catch (IOException)
        {
            // The reader of the log has gone. The server goes on.
        }
    }
}
