using System.Diagnostics;
using System.Globalization;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>A process that the bench started, and ends: when it is disposed of, or with the bench itself.</summary>
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

    /// <summary>Once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>What it prints. Nobody may read it but the one who started it.</summary>
    public StreamReader Output => process.StandardOutput;

    /// <summary>Bytes of memory that are its own in the machine, now.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Of all cores together, since it started; the system counts it in hundredths of a second.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            // The fields behind the name, which may hold anything but ends with the last bracket.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            const int UserTime = 11, SystemTime = 12, TicksPerSecond = 100;
            return TimeSpan.FromSeconds((long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[SystemTime], CultureInfo.InvariantCulture)) / (double)TicksPerSecond);
        }
    }

    public static Child Start(string file, IEnumerable<string> args, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(file, args) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>This program again, in another role.</summary>
    public static Child StartSelf(params IEnumerable<string> args)
    {
        var self = Environment.ProcessPath!;
        var isHost = string.Equals(Path.GetFileNameWithoutExtension(self), "dotnet", StringComparison.Ordinal);
        return Start(self, isHost ? [typeof(Child).Assembly.Location, .. args] : args);
    }

    public Task EndedAsync(CancellationToken patience) => process.WaitForExitAsync(patience);

    /// <summary>Lets it print what it likes, unread, so that it never waits for a reader.</summary>
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
