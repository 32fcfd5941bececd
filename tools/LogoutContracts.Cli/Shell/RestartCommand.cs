using System.Diagnostics;
using System.Globalization;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Shell;

/// <summary>The option <c>--restart-command</c>: restarts the target with a command of the user, whose output is shown.</summary>
internal sealed class RestartCommand(CommandContext context, string command)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    // Lines that the command has printed just before its end.
    private static readonly TimeSpan LastLines = TimeSpan.FromMilliseconds(100);

    private readonly Lock showing = new();
    private bool hasEnded;

    /// <returns>The problem in a few words; null if there is none.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        // Not disposed: a server that the command has started may inherit its output, and fails if nobody reads that.
        var process = new Process { StartInfo = ShellCommand.StartOf(context, command) };
        using var time = new CancellationTokenSource(Timeout, context.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        process.Start();
        process.StandardInput.Close();
        var output = Task.WhenAll(ShowAsync(process.StandardOutput), ShowAsync(process.StandardError));
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return $"the command has not ended after {Timeout.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes";
        }

        await Task.WhenAny(output, Task.Delay(LastLines, cancellation));
        lock (showing)
            hasEnded = true;
        return process.ExitCode == 0
            ? null : $"the command ends with exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}";
    }

    private async Task ShowAsync(StreamReader lines)
    {
        var visible = new VisibleWriter(context.Error);
        while (await lines.ReadLineAsync() is { } line)
        {
            lock (showing)
            {
                if (!hasEnded)
                    visible.WriteLine($"restart command: {line}");
            }
        }
    }
}
