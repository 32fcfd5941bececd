using System.CommandLine;
using System.Diagnostics;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Targets;
using LogoutContracts.MockServer;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Cli.Run;

/// <summary><c>run</c>: takes the steps of the workflows in an Arazzo file, against a mock of its own or a target.</summary>
internal sealed class RunVerb
{
    private readonly CommandContext shell;
    private readonly Argument<string> file = new("file") { Description = "An Arazzo 1.0 file; it names its OpenAPI file itself" };
    private readonly Option<string[]> workflows = new("--workflow") { HelpName = "ID", Description = "Run this one; may be repeated. Without it, all of the file, in its order" };
    private readonly Option<string?> target = new("--target") { HelpName = "URL", Description = "Base URL to send to; without it, a mock that is started for this run" };
    private readonly Option<string[]> inputs = new("--input") { HelpName = "NAME=VALUE", Description = "An input of the workflows; may be repeated. Others on this machine can see it: passwords go into --inputs" };
    private readonly Option<string?> inputFile = new("--inputs") { HelpName = "FILE", Description = "Inputs by name, in YAML or JSON; --input goes before it" };
    private readonly ClientCertificateOptions certificates = new();
    private readonly ReleaseOption releases = new("The vendor's release that the target is");
    private readonly Option<string[]> report = ReportOption.Create();
    private readonly Option<bool> yes = new("--yes") { Description = "Sessions may be opened and ended on a target that is not this machine" };

    private RunVerb(CommandContext shell) => this.shell = shell;

    public static Command Create(CommandContext shell)
    {
        var run = new RunVerb(shell);
        var verb = new Verb(
            "run", "Run the workflows of an Arazzo file step by step, and say which criteria hold.",
            "run specs/symphony/workflows.arazzo.yaml", "run specs/symphony/workflows.arazzo.yaml --workflow app-logout --target http://127.0.0.1:9104")
        {
            run.file,
        };
        foreach (var option in (Option[])[run.workflows, run.target, run.inputs, run.inputFile, .. run.certificates.All, run.releases.Option, run.report, run.yes])
            verb.Options.Add(option);
        verb.SetAction((parsed, cancellation) => run.RunAsync(parsed, cancellation));
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var contract = WorkflowFile.Read(shell, parsed.GetRequiredValue(file));
        var chosen = Choose(contract, parsed.GetValue(workflows) ?? []);
        var given = RunInputs.Of(parsed.GetValue(inputs) ?? [], parsed.GetValue(inputFile) is { } path ? WorkflowFile.Load(shell, path) : null, chosen);
        var plan = ContractReader.Plan([contract], releases.Choose(parsed, [contract], [contract.Id]))[0];
        var presented = certificates.Choose(shell, parsed);
        var reports = ReportOption.Read(shell, parsed.GetValue(report));
        var asked = parsed.GetValue(target) is { } url ? TargetAt(url, parsed.GetValue(yes)) : null;

        await using var mock = asked is null ? await LogoutMockServer.StartAsync([plan], new() { PortOf = _ => 0, AdminPort = null }, cancellation) : null;
        var address = asked ?? mock!.AddressOf(contract.Id);
        await shell.Out.WriteLineAsync($"target: {address.ToString().TrimEnd('/')}{(mock is null ? "" : $" (a mock of {contract.Id}, started for this run)")}");
        using var wire = new RawHttpClient(tls: presented?.Invoke(plan));
        var runner = new WorkflowRunner(plan, new(address, mock is null ? TargetKind.Live : TargetKind.Mock), wire);
        var runs = new List<WorkflowResult>();
        var (started, clock) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        foreach (var (workflow, values) in chosen.Zip(given))
        {
            var run = await runner.AttemptAsync(workflow, values, cancellation);
            RunText.Print(shell.VisibleOut, run);
            runs.Add(run);
        }

        await shell.Out.WriteLineAsync();
        await shell.Out.WriteLineAsync(RunText.Summary(runs));
        reports.Write(new("run", ProgramInfo.Version, started, clock.Elapsed, [new(contract.Id, contract.Title, plan.Release, address.ToString(), runs.Select(WorkflowReportCase.Of).ToValueList(), [])]));
        return runs.TrueForAll(run => run.Succeeded) ? ExitCodes.Fine : ExitCodes.ContractDoesNotHold;
    }

    private static ValueList<Workflow> Choose(Contract contract, string[] asked)
    {
        var known = contract.Workflows.Select(workflow => workflow.Id).ToList();
        if (asked.Where(name => !known.Contains(name, StringComparer.Ordinal)).ToList() is { Count: > 0 } unknown)
            throw RunErrors.WorkflowNames(unknown, known);
        return asked.Length == 0 ? contract.Workflows : asked.Distinct(StringComparer.Ordinal).Select(name => contract.Workflows.First(workflow => string.Equals(workflow.Id, name, StringComparison.Ordinal))).ToValueList();
    }

    private static Uri TargetAt(string text, bool mayEndSessions)
    {
        var url = NamedTarget.BaseUrl("--target", text);
        return NamedTarget.IsLoopback(url) || mayEndSessions ? url : throw RunErrors.RunWantsYes(url.ToString());
    }
}
