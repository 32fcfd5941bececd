using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Shell;

namespace LogoutContracts.Cli.Targets;

/// <summary>Runs the login command in a shell. Its standard output is secret and never shown; its standard error is shown.</summary>
internal static class LoginProcess
{
    private const int LongestOutput = 1 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <returns>The output, or the problem in a few words.</returns>
    public static async Task<(string Output, string? Problem)> RunAsync(
        CommandContext context, string command, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = ShellCommand.StartOf(context, command) };
        foreach (var (name, value) in variables)
            process.StartInfo.Environment[name] = value;
        using var time = new CancellationTokenSource(Timeout, context.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        process.Start();
        process.StandardInput.Close();
        try
        {
            var told = TellAsync(process.StandardError, context, stop.Token);
            var output = await ReadAsync(process.StandardOutput, stop.Token);
            await told;
            if (output is null)
                return ("", $"it prints more than {LongestOutput.ToString(CultureInfo.InvariantCulture)} characters");
            await process.WaitForExitAsync(stop.Token);
            return process.ExitCode == 0
                ? (output, null) : ("", $"it ends with exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ("", $"it has not ended after {Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string?> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await output.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            text.Append(buffer, 0, count);
            if (text.Length > LongestOutput)
                return null;
        }

        return text.ToString();
    }

    private static async Task TellAsync(StreamReader errors, CommandContext context, CancellationToken cancellation)
    {
        var visible = new VisibleWriter(context.Error);
        while (await errors.ReadLineAsync(cancellation) is { } line)
            visible.WriteLine($"login command: {line}");
    }
}
