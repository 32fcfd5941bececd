using System.Diagnostics;
using System.Text;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Git;

/// <summary>A running command of git, which is killed if it takes too long.</summary>
internal sealed class GitProcess : IDisposable
{
    private const int LongestErrors = 2_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string command;
    private readonly ITimer limit;
    private readonly StringBuilder errors = new();
    private volatile bool isLate;

    public GitProcess(ProcessStartInfo start, string command, TimeProvider clock)
    {
        this.command = command;
        process = new() { StartInfo = start };
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        limit = clock.CreateTimer(_ => Kill(), null, Timeout, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Standard error so far, on one line.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
                return ErrorText.OneLine(errors.ToString());
        }
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">The process was killed because it took too long.</exception>
    public int End()
    {
        process.WaitForExit();
        return isLate ? throw GitErrors.GitTimedOut(command, Timeout) : process.ExitCode;
    }

    /// <summary>The error for a process that ended, or closed its output, before it had answered.</summary>
    public UserErrorException Failed()
    {
        End();
        return GitErrors.GitFailed(command, Errors);
    }

    public void Dispose()
    {
        limit.Dispose();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            isLate = true;
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The process ended at the last moment.
        }
    }

    private void Add(string? line)
    {
        lock (errors)
        {
            if (line is not null && errors.Length < LongestErrors)
                errors.Append(line).Append('\n');
        }
    }
}
