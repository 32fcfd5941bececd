using System.CommandLine;
using System.CommandLine.Help;
using LogoutContracts.Cli.Audit;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Generate;
using LogoutContracts.Cli.Inspect;
using LogoutContracts.Cli.Run;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Cli.Verify;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli;

/// <summary>The command line: which verb, and what becomes of errors.</summary>
public static class CommandLineApp
{
    private const int DefaultWidth = 110;

    // Some terminals say that they have none.
    private const int NarrowestWidth = 60;

    /// <param name="stop">Asked by a verb that runs until it is told to stop, for the token that tells it.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr, Func<CancellationToken> stop) =>
        RunAsync(args, new(stdout, stderr, stop, Environment.CurrentDirectory, Console.IsOutputRedirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, NarrowestWidth, DefaultWidth), SpecCatalog.BuiltInFiles)
        {
            Variable = Environment.GetEnvironmentVariable,
            Colours = !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        });

    internal static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext shell)
    {
        try
        {
            var parsed = Root(shell).Parse(args, new() { ResponseFileTokenReplacer = null });
            if (parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
                throw ParseErrors.CommandLine(parsed);
            return await parsed.InvokeAsync(new() { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UserErrorException e)
        {
            await shell.Error.WriteLineAsync(e.Message);
            return ExitCodes.UsedWrongly;
        }
        catch (Exception e)
        {
            await shell.Error.WriteLineAsync(CommonErrors.Bug(e));
            return ExitCodes.Bug;
        }
    }

    internal static Command Root(CommandContext shell) => new Command(ProgramInfo.Name, "Executable contracts for ending a session: mocks, stubs and checks, all from one spec a vendor.")
    {
        ServeVerb.Create(shell),
        ListVerb.Create(shell),
        ShowVerb.Create(shell),
        GenerateVerb.Create(shell),
        LintVerb.Create(shell),
        VerifyVerb.Create(shell),
        RunVerb.Create(shell),
        AuditVerb.Create(shell),
        CertsVerb.Create(shell),
        new HelpOption("--help", "-h", "-?") { Recursive = true, Action = new HelpText(shell.Width) },
        new VersionOption("--version") { Action = new PrintVersion() },
    };
}
