using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogoutContracts.Cli.Clients;

/// <summary>A process with all that it starts. Where the program setsid exists, also with what has left its parent.</summary>
internal sealed class ProcessGroup : IDisposable
{
    private const int LongestOutput = 1 << 20;

    private readonly Process process;
    private readonly bool leads;
    private readonly StringBuilder output = new();
    private readonly Task reading;

    private ProcessGroup(Process process, bool leads)
    {
        this.process = process;
        this.leads = leads;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What the processes have printed so far, at most a million characters.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public int ExitCode => process.ExitCode;

    /// <param name="setsid">The program that starts another one in a session, and so in a group, of its own; null for none.</param>
    /// <param name="changes">Environment variables to set; null to remove one.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static ProcessGroup Start(
        string? setsid, string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string?> changes)
    {
        var start = new ProcessStartInfo
        {
            FileName = setsid ?? program,
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in setsid is null ? arguments : arguments.Prepend(program))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in changes)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new(process, setsid is not null);
    }

    /// <summary>Waits for the end of the first process.</summary>
    public Task WaitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    /// <summary>Whether any process of the group is left.</summary>
    public async Task<bool> IsAliveAsync() => !process.HasExited || (leads && await SignalAsync("0"));

    /// <summary>Ends all processes of the group, and waits for their output.</summary>
    public async Task EndAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        if (leads)
            await SignalAsync("KILL");
        await process.WaitForExitAsync();

        // A process that has left the group may keep the output open.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1)));
    }

    public void Dispose() => process.Dispose();

    /// <returns>Whether any process got the signal.</returns>
    private async Task<bool> SignalAsync(string signal)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] arguments = ["-c", "kill -s \"$1\" -- \"-$2\"", "sh", signal, process.Id.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0;
    }

    private async Task ReadAsync(StreamReader from)
    {
        var buffer = new char[4096];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
            {
                lock (output)
                    output.Append(buffer, 0, Math.Min(count, LongestOutput - output.Length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone.
        }
    }
}
