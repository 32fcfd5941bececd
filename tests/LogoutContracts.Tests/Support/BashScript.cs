using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LogoutContracts.Tests.Support;

/// <summary>
/// A bash script in an empty folder, with the command on its path. For what only a real process has: signals, pipes, devices.
/// </summary>
internal sealed class BashScript : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("logout-contracts-");

    public string Folder => folder.FullName;

    /// <summary>Skips the test if bash or another program is missing.</summary>
    /// <exception cref="AssertionException">A program is missing in CI, where all must be there.</exception>
    public BashScript(params ReadOnlySpan<string> programs)
    {
        foreach (var program in (ReadOnlySpan<string>)["bash", .. programs])
            Require(program);
    }

    /// <returns>The script's own exit code, and what it printed.</returns>
    public async Task<CommandLineResult> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{start.Environment["PATH"]}";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        start.Environment["LOGOUT_CONTRACTS_CA_DIR"] = Path.Combine(Folder, "ca");
        start.Environment.Remove("CI");
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Require(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(path => path.Length > 0 && File.Exists(Path.Combine(path, program)));
        if (found && !OperatingSystem.IsWindows())
            return;
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 } && !OperatingSystem.IsWindows())
            Assert.Fail($"Needs {program}, which .ci/run installs.");
        Assert.Ignore($"Needs {program}.");
    }
}
