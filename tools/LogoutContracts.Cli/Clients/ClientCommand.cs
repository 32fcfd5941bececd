using System.Collections;
using System.ComponentModel;
using System.Globalization;
using LogoutContracts.ClientAudit.Clients;

namespace LogoutContracts.Cli.Clients;

/// <summary>A client that is a program: one command for everything, or one for each step.</summary>
/// <param name="words">The command of each step: the absolute path of the program, and its arguments with placeholders.</param>
/// <param name="directory">The folder that the commands run in.</param>
/// <param name="setsid">See <see cref="ProcessGroup"/>.</param>
/// <param name="onOutput">Called with what a command printed, after its end.</param>
internal sealed class ClientCommand(
    string name, IReadOnlyDictionary<ClientStep, IReadOnlyList<string>> words, string directory, string? setsid,
    Action<ClientRun, string> onOutput) : IAuditedClient
{
    /// <summary>How long processes that a command leaves behind may go on.</summary>
    private static readonly TimeSpan Leftover = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    public string Name => name;

    public bool HasSteps => !words.ContainsKey(ClientStep.All);

    public async Task<StepEnd> RunAsync(ClientStep step, ClientRun run, CancellationToken cancellation)
    {
        var home = Directory.CreateDirectory(Path.Combine(run.Folder, "home")).FullName;
        var values = RunValues.Of(run, home, WriteAuthority(run));
        var command = words[step];
        try
        {
            using var group = ProcessGroup.Start(
                setsid, command[0], command.Skip(1).Select(word => Placeholders.Fill(word, values)), directory,
                ClientEnvironment.Changes(Inherited(), home, values));
            var hasEnded = await HasEndedAsync(group, cancellation);
            await group.EndAsync();
            onOutput(run, group.Output);
            return new(hasEnded) { Output = group.Output, Failure = hasEnded ? Failure(group.ExitCode) : "it had to be stopped" };
        }
        catch (Win32Exception e)
        {
            return new(HasEnded: true) { Failure = $"it cannot be started: {e.Message}" };
        }
    }

    private static async Task<bool> HasEndedAsync(ProcessGroup group, CancellationToken cancellation)
    {
        try
        {
            await group.WaitAsync(cancellation);
            for (var waited = TimeSpan.Zero; waited < Leftover && await group.IsAliveAsync(); waited += PollEvery)
                await Task.Delay(PollEvery, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string? Failure(int exitCode) =>
        exitCode == 0 ? null : $"it ends with exit code {exitCode.ToString(CultureInfo.InvariantCulture)}";

    private static string? WriteAuthority(ClientRun run)
    {
        if (run.Authority is not { } authority)
            return null;
        var file = Path.Combine(run.Folder, "ca.crt");
        File.WriteAllText(file, authority.ExportCertificatePem());
        return file;
    }

    private static Dictionary<string, string?> Inherited() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
}
