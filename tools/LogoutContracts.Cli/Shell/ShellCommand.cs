using System.Diagnostics;
using System.Text;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Shell;

/// <summary>A command of the user for the system's shell.</summary>
internal static class ShellCommand
{
    /// <summary>How to start it in the current directory, with redirected input, output and errors.</summary>
    public static ProcessStartInfo StartOf(CommandContext context, string command)
    {
        var start = new ProcessStartInfo
        {
            FileName = OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh",
            WorkingDirectory = context.Directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(OperatingSystem.IsWindows() ? "/c" : "-c");
        start.ArgumentList.Add(command);
        return start;
    }
}
