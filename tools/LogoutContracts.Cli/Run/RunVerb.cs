using System.CommandLine;
using System.Diagnostics;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Pacing;
using LogoutContracts.Cli.Targets;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Cli.Run;

/// <summary><c>run</c>: runs the workflows of an Arazzo file against a new mock or a target.</summary>
internal sealed class RunVerb
{
    private readonly CommandContext context;
    private readonly Argument<string> file = new("file") { Description = "An Arazzo 1.0 file, which refers to its OpenAPI file" };

    private readonly Option<string[]> workflows = new("--workflow")
    {
        HelpName = "ID",
        Description = "Run this workflow; repeatable [default: all, in the order of the file]",
    };

    private readonly Option<string?> target = new("--target")
    {
        HelpName = "URL",
        Description = "Base URL of the target [default: a mock, started for this run]",
    };

    private readonly Option<string[]> inputs = new("--input")
    {
        HelpName = "NAME=VALUE",
        Description = "An input of the workflows; repeatable. Use --inputs for secrets: other users of the machine can see command lines",
    };

    private readonly Option<string?> inputFile = new("--inputs")
    {
        HelpName = "FILE",
        Description = "Inputs by name, in YAML or JSON; --input takes precedence",
    };

    private readonly ClientCertificateOptions certificates = new();
    private readonly ReleaseOption releases = new("Vendor's release that the target runs");
    private readonly PaceSelection pace = new();
    private readonly Option<string[]> report = ReportOption.Create();
    private readonly Option<bool> yes = new("--yes") { Description = "Allow the run to open and end sessions on other machines" };

    private RunVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var run = new RunVerb(context);
        var verb = new Verb(
            "run", "Run the workflows of an Arazzo file step by step, and report which criteria hold.",
            "run specs/symphony/workflows.arazzo.yaml",
            "run specs/symphony/workflows.arazzo.yaml --workflow app-logout --target http://127.0.0.1:9104")
        {
            run.file,
        };
        Option[] options =
        [
            run.workflows, run.target, run.inputs, run.inputFile, .. run.certificates.All, run.releases.Option, .. run.pace.All, run.report,
            run.yes,
        ];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(run.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var contract = WorkflowFile.Read(context, parsed.GetRequiredValue(file));
        var chosen = Choose(contract, parsed.GetValue(workflows) ?? []);
        var values = parsed.GetValue(inputFile) is { } path ? WorkflowFile.Load(context, path) : null;
        var given = RunInputs.Of(parsed.GetValue(inputs) ?? [], values, chosen);
        var plan = ContractReader.Plan([contract], releases.Choose(parsed, [contract], [contract.Id]))[0];
        var presented = certificates.Choose(context, parsed);
        var settings = pace.Choose(parsed);
        var reports = ReportOption.Read(context, parsed.GetValue(report));
        var asked = parsed.GetValue(target) is { } url ? TargetAt(url, parsed.GetValue(yes)) : null;

        var interruption = context.Interrupt();
        await using var mock = asked is null
            ? await LogoutMockServer.StartAsync([plan], new() { PortOf = _ => 0, AdminPort = null })
            : null;
        var address = asked ?? mock!.AddressOf(contract.Id);
        var origin = mock is null ? "" : $" (a mock of {contract.Id}, started for this run)";
        await context.Out.WriteLineAsync($"target: {address.ToString().TrimEnd('/')}{origin}");
        var kind = mock is null ? TargetKind.Live : TargetKind.Mock;
        using var client = new PacedClient(
            new(context, "run", settings.Rate), plan, kind, settings, presented?.Invoke(plan), keepsConnections: false);
        var runner = new WorkflowRunner(plan, new(address, kind), client.Wire) { Interruption = interruption };
        var runs = new List<WorkflowResult>();
        var (started, clock) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        foreach (var (workflow, arguments) in chosen.Zip(given))
        {
            var run = interruption.IsCancellationRequested
                ? new(workflow, [], Outcome.Inconclusive, "Not tried: The run was interrupted.", [], TimeSpan.Zero)
                : await runner.AttemptAsync(workflow, arguments);
            RunText.Print(context.VisibleOut, run);
            runs.Add(run);
        }

        await context.Out.WriteLineAsync();
        await context.Out.WriteLineAsync(RunText.Summary(runs));
        var cases = runs.Select(WorkflowReportCase.Of).ToValueList();
        var section = new ReportSection(contract.Id, contract.Title, plan.Release, address.ToString(), cases, [])
        {
            Traffic = client.Traffic,
        };
        reports.Write(new("run", ProgramInfo.Version, started, clock.Elapsed, [section]));
        if (interruption.IsCancellationRequested)
            return ExitCodes.Interrupted;
        return runs.TrueForAll(run => run.Succeeded) ? ExitCodes.Fine : ExitCodes.ContractDoesNotHold;
    }

    private static ValueList<Workflow> Choose(Contract contract, string[] asked)
    {
        var known = contract.Workflows.Select(workflow => workflow.Id).ToList();
        if (asked.Where(name => !known.Contains(name, StringComparer.Ordinal)).ToList() is { Count: > 0 } unknown)
            throw RunErrors.WorkflowNames(unknown, known);
        if (asked.Length == 0)
            return contract.Workflows;
        return asked.Distinct(StringComparer.Ordinal)
            .Select(name => contract.Workflows.First(workflow => string.Equals(workflow.Id, name, StringComparison.Ordinal)))
            .ToValueList();
    }

    private static Uri TargetAt(string text, bool mayEndSessions)
    {
        var url = NamedTarget.BaseUrl("--target", text);
        return NamedTarget.IsLoopback(url) || mayEndSessions ? url : throw RunErrors.RunWantsYes(url.ToString());
    }
}
