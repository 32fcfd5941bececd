using System.CommandLine;
using System.CommandLine.Help;
using LogoutContracts.Cli.Audit;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Clients;
using LogoutContracts.Cli.Completion;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Diff;
using LogoutContracts.Cli.Drift;
using LogoutContracts.Cli.Gate;
using LogoutContracts.Cli.Generate;
using LogoutContracts.Cli.Init;
using LogoutContracts.Cli.Inspect;
using LogoutContracts.Cli.Run;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Cli.Verify;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Cli;

/// <summary>The entry point: parses the command line, runs the verb, and reports errors.</summary>
public static class CommandLineApp
{
    private const int DefaultWidth = 110;

    // Some terminals report a width of 0.
    private const int NarrowestWidth = 60;

    /// <param name="stop">Called by verbs that run until they are stopped; the token is cancelled to stop them.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr, Func<CancellationToken> stop) =>
        RunAsync(args, new(stdout, stderr, stop, Environment.CurrentDirectory, Width(), SpecCatalog.BuiltInFiles)
        {
            Interrupt = StopSignals.ListenOnce,
            In = () => Console.IsInputRedirected ? Console.OpenStandardInput() : null,
            Variable = Environment.GetEnvironmentVariable,
            Ask = RolePrompt.On(RolePrompt.Terminal(stderr)),
            Colours = !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        });

    internal static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        var isErrorLost = false;
        await using var stdout = new StandardStream(context.Out, e => throw new OutputLostException(e));
        await using var stderr = new StandardStream(context.Error, _ => isErrorLost = true);
        var code = await RunVerbAsync(args, context with { Out = stdout, Error = stderr });
        return code == ExitCodes.Fine && isErrorLost ? ExitCodes.OutputLost : code;
    }

    private static async Task<int> RunVerbAsync(IReadOnlyList<string> args, CommandContext context)
    {
        try
        {
            var parsed = Root(context).Parse(args, new() { ResponseFileTokenReplacer = null });
            if (parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
                throw ParseErrors.CommandLine(parsed);
            return await parsed.InvokeAsync(new()
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (UserErrorException e)
        {
            await context.Error.WriteLineAsync(VisibleText.Of(e.Message));
            return ExitCodes.UsedWrongly;
        }
        catch (OutputLostException e)
        {
            await context.Error.WriteLineAsync(e.Message);
            return ExitCodes.OutputLost;
        }
        catch (Exception e)
        {
            await context.Error.WriteLineAsync(VisibleText.Of(CommonErrors.Bug(e)));
            return ExitCodes.Bug;
        }
    }

    internal static Command Root(CommandContext context) => new Command(
        ProgramInfo.Name, "Test logout and session termination: mock servers, stubs and checks, generated from one spec per vendor.")
    {
        ServeVerb.Create(context),
        ListVerb.Create(context),
        ShowVerb.Create(context),
        GenerateVerb.Create(context),
        LintVerb.Create(context),
        InitVerb.Create(context),
        VerifyVerb.Create(context),
        RunVerb.Create(context),
        AuditVerb.Create(context),
        AuditClientVerb.Create(context),
        DiffVerb.Create(context),
        GateVerb.Create(context),
        DriftVerb.Create(context),
        CertsVerb.Create(context),
        CompletionsVerb.Create(context),
        CompleteVerb.Create(context, () => Root(context)),
        HelpVerb.Create(() => Root(context)),
        VersionVerb.Create(),
        new HelpOption("--help", "-h", "-?") { Recursive = true, Action = new HelpText(context.Width) },
        new VersionOption("--version") { Action = new PrintVersion() },
    };

    private static int Width() =>
        Console.IsOutputRedirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, NarrowestWidth, DefaultWidth);
}
