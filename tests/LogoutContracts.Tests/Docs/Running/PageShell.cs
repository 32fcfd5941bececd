using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>Runs the commands of one page.</summary>
internal sealed partial class PageShell(PageFolder folder, PagePorts ports)
{
    private const char Marker = '\u0001';

    /// <summary>The path of the clone in the docs.</summary>
    private const string ReadersClone = "/home/jane/logout-contracts";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs commands one after the other in one shell, so that they share variables.</summary>
    /// <param name="shell">The program: bash or sh.</param>
    /// <returns>The output of each command, including standard error.</returns>
    /// <exception cref="InvalidOperationException">A command would send requests to another machine.</exception>
    public async Task<IReadOnlyList<ShellOutput>> RunAsync(string shell, IReadOnlyList<ShellCommand> commands)
    {
        if (commands.FirstOrDefault(IsRemote) is { } remote)
            throw new InvalidOperationException(
                $"'{remote.Text}' is not for this machine; put '<!-- not run: reason -->' before its block.");
        var script = new StringBuilder("exec 2>&1\n");
        foreach (var command in commands)
            script.Append(ports.InCommand(command.Text)).Append("\nprintf '").Append(Marker).Append("%s").Append(Marker).Append("' $?\n");
        using var process = Start(shell, ["-c", script.ToString()]);
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var parts = (await process.StandardOutput.ReadToEndAsync(timeout.Token)).Split(Marker);
            return [.. commands.Select((_, i) => 2 * i + 1 < parts.Length
                ? new ShellOutput(InDocs(parts[2 * i]), parts[2 * i + 1] is "0") : new("(the shell ended)", false))];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts a server, and waits until it prints that it runs.</summary>
    public async Task<PageServer> StartAsync(ShellCommand command)
    {
        var text = ports.InCommand(command.Text).TrimEnd('&', ' ');
        if (!text.Contains("--port-base", StringComparison.Ordinal))
            text += $" --port-base {ports.First}";
        var server = new PageServer(command, Start("bash", ["-c", $"exec {text}"]), InDocs);
        await server.RunsAsync(Patience);
        return server;
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.Clone,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("LOGOUT_CONTRACTS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);

        // If CI is set, verify and audit also print their progress. The pages show the output without it.
        start.Environment.Remove("CI");
        start.Environment["PATH"] = $"{folder.Commands}:{start.Environment["PATH"]}";
        start.Environment["LOGOUT_CONTRACTS_CA_DIR"] = folder.Authority;
        return Process.Start(start)!;
    }

    private static bool IsRemote(ShellCommand command) =>
        RemoteUrl().IsMatch(command.Text) && !command.Text.Contains("--dry-run", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://(?!127\.0\.0\.1|localhost|\[::1\])", RegexOptions.CultureInvariant)]
    private static partial Regex RemoteUrl();

    private string InDocs(string output) => ports.InOutput(output).Replace(folder.Clone, ReadersClone, StringComparison.Ordinal);
}

internal sealed record ShellOutput(string Text, bool Succeeded);
