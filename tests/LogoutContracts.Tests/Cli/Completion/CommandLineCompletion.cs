using System.Diagnostics;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Completion;

public sealed class CommandLineCompletion
{
    [TestCase(
        "",
        ExpectedResult = "audit audit-client certs completions diff drift gate generate help init lint list run serve show verify version")]
    [TestCase("s", ExpectedResult = "serve show")]
    [TestCase("verify ro", ExpectedResult = "rocketchat")]
    [TestCase("verify --stri", ExpectedResult = "--strict")]
    [TestCase("verify laravel --he", ExpectedResult = "--help")]
    [TestCase("lint --format ", ExpectedResult = "json text")]
    [TestCase("lint --format js", ExpectedResult = "json")]
    [TestCase("completions ", ExpectedResult = "bash fish powershell zsh")]
    [TestCase("help ver", ExpectedResult = "verify version")]
    [TestCase("--v", ExpectedResult = "--version")]
    [TestCase("verify --report ", ExpectedResult = "")]
    [TestCase("unknown ", ExpectedResult = "")]
    public async Task<string> It_knows_verbs_options_values_and_contracts(string typed)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(["complete", "--", .. typed.Split(' ')]);
        return string.Join(' ', result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
    }

    [TestCase("bash", "{0}; COMP_WORDS=(logout-contracts verify --stri); COMP_CWORD=2; _logout_contracts; echo \"${{COMPREPLY[@]}}\"")]
    [TestCase("fish", "{0}; complete -C 'logout-contracts verify --stri'")]
    [TestCase("zsh", "compdef() {{ :; }}; _describe() {{ print -l -- \"${{(P@)2}}\"; }}; {0}; "
        + "words=(logout-contracts verify --stri); CURRENT=3; _logout_contracts")]
    public async Task The_script_completes_in_the_shell(string shell, string commands)
    {
        if (!IsInstalled(shell))
            Assert.Ignore($"Needs {shell}.");
        using var command = new CommandLineRun();
        command.Write("script", (await command.RunAsync("completions", shell)).Out);
        var program = Path.Combine(AppContext.BaseDirectory, "logout-contracts.dll");
        command.Write("logout-contracts", $"#!/bin/sh\nexec dotnet '{program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command.PathOf("logout-contracts"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(shell, ["-c", string.Format(null, commands, "source ./script")])
        {
            WorkingDirectory = command.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{command.Folder}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();

        output.Trim().Should().StartWith("--strict");
    }

    private static bool IsInstalled(string shell) => !OperatingSystem.IsWindows()
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, shell)));
}
