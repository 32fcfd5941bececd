using System.Diagnostics;
using System.Text;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>A server that a page starts. It runs until the page starts another server in the foreground, or ends.</summary>
internal sealed class PageServer
{
    private readonly Process process;
    private readonly Func<string, string> inDocs;
    private readonly StringBuilder stderr = new();
    private readonly TaskCompletionSource runs = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> stdout;
    private readonly Task reading;

    public PageServer(ShellCommand command, Process process, Func<string, string> inDocs)
    {
        Command = command;
        this.process = process;
        this.inDocs = inDocs;
        stdout = process.StandardOutput.ReadToEndAsync();
        reading = ReadErrorsAsync();
    }

    public ShellCommand Command { get; }

    public async Task RunsAsync(TimeSpan patience)
    {
        try
        {
            await runs.Task.WaitAsync(patience);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Stops the server. SIGINT would not do: a shell's background jobs, and what they start, ignore it.</summary>
    /// <returns>Its output up to then.</returns>
    public async Task<string> StopAsync()
    {
        await process.SendAsync("TERM");
        await reading;
        var output = inDocs($"{await stdout}{stderr}");
        await process.WaitForExitAsync();
        process.Dispose();
        return output;
    }

    private async Task ReadErrorsAsync()
    {
        var isStopping = false;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            isStopping |= line.StartsWith("stopping", StringComparison.Ordinal);
            if (!isStopping)
                stderr.Append(line).Append('\n');
            if (line.Contains("Ctrl-C", StringComparison.Ordinal))
                runs.TrySetResult();
        }

        runs.TrySetException(new InvalidOperationException($"{Command.Place}: {Command.Text} ends at once: {stderr}"));
    }
}
