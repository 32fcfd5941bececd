using System.Text.RegularExpressions;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

/// <summary>The five lines of docs/tls.md that show mutual TLS.</summary>
public sealed partial class ReadmeTls
{
    private const string Command = "logout-contracts ";

    [Test]
    public async Task The_five_lines_log_in_and_out_and_try_again()
    {
        var lines = Block().Match(await File.ReadAllTextAsync(SourceTree.PathOf("docs", "tls.md"))).Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(5);
        using var folder = new CommandLineRun();
        (await folder.RunAsync(lines[0][Command.Length..].Split(' '))).Code.Should().Be(0);
        lines[1].Should().Be($"{Command}serve symphony --tls &");
        await using var serving = await ServeRun.StartInAsync(
            folder.Folder, ["serve", "symphony", "--tls", "--port-base", "0"], name => name is "LOGOUT_CONTRACTS_CA_DIR" ? folder.PathOf("ca") : null);

        var script = string.Join('\n', lines[2..]).Replace("https://127.0.0.1:9104", serving.AddressOf("symphony"), StringComparison.Ordinal).Replace("curl -i", "curl -s -w '%{http_code}\\n'", StringComparison.Ordinal);
        var output = await PosixShell.RunAsync($"cd '{folder.Folder}'\n{script}");
        output.Should().Be("""
            {"message":"Session logout was successful."}200
            {"code":400,"message":"Invalid session token"}400

            """.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"^# TLS and client certificates\n.*?```sh\n(?<lines>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Block();
}
