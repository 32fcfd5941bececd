using System.Diagnostics;

namespace LogoutContracts.Tests.Support;

/// <summary>Runs a line in /bin/sh, as if a user had pasted it.</summary>
internal static class PosixShell
{
    private const string Path = "/bin/sh";

    /// <summary>Skips the test if there is no shell or no curl.</summary>
    public static async Task<string> RunAsync(string line)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!File.Exists(Path) || !path.Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, "curl"))))
            Assert.Ignore("Needs a POSIX shell and curl.");
        var start = new ProcessStartInfo(Path, ["-c", line])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        shell.ExitCode.Should().Be(0, "{0} printed: {1}", line, await errors);
        return await output;
    }
}
