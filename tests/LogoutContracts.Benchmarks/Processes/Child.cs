using System.Diagnostics;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>A process that ends when it is disposed of, and with the benchmark at the latest.</summary>
internal sealed class Child : IDisposable
{
    private static readonly HashSet<Child> Running = [];

    private readonly Process process;

    static Child() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    private Child(Process process)
    {
        this.process = process;
        lock (Running)
            Running.Add(this);
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <exception cref="InvalidOperationException">The process has not ended.</exception>
    public int ExitCode => process.ExitCode;

    /// <summary>The standard output. Only one caller may read it.</summary>
    public StreamReader Output => process.StandardOutput;

    /// <summary>The resident memory now, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The processor time of all cores since the start, with a resolution of 10 ms.</summary>
    public TimeSpan ProcessorTime => ProcessTimes.Of(Id);

    public static Child Start(string file, IEnumerable<string> args, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(file, args)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Starts this program with other arguments.</summary>
    public static Child StartSelf(params IEnumerable<string> args)
    {
        var self = Environment.ProcessPath!;
        var isHost = string.Equals(Path.GetFileNameWithoutExtension(self), "dotnet", StringComparison.Ordinal);
        return Start(self, isHost ? [typeof(Child).Assembly.Location, .. args] : args);
    }

    public Task EndedAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    /// <summary>Discards the output, so that the process never blocks on a full pipe.</summary>
    public void Ignore()
    {
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
    }

    public void Dispose()
    {
        lock (Running)
            Running.Remove(this);
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static void EndAll()
    {
        Child[] left;
        lock (Running)
            left = [.. Running];
        foreach (var child in left)
            child.Dispose();
    }
}
