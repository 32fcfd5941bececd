using System.CommandLine;
using LogoutContracts.Cli.Audit;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Cli.Options;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Checks;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Cli.Clients;

/// <summary><c>audit-client</c>: runs a client against mocks whose logouts fail, hang or break, and judges what it sends.</summary>
internal sealed class AuditClientVerb
{
    private const int MostParallel = 64;

    private readonly CommandContext context;
    private readonly Argument<string?> contract = new("contract")
    {
        Description = "Contract id, such as rocketchat, or a spec file",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly CommandSelection commands = new();
    private readonly ReleaseOption releases = new("Vendor's release that the mocks simulate");
    private readonly SpecOptions specs = new();
    private readonly Option<bool> tls = new("--tls") { Description = "Serve HTTPS. The client must trust the CA in {ca-file}" };

    private readonly Option<string?> port = new("--port")
    {
        HelpName = "PORT",
        Description = "Port of the mocks. The scenarios then run one by one [default: a free port for each]",
    };

    private readonly Option<string?> timeout = new("--timeout")
    {
        HelpName = "TIME",
        Description = "Time for each run of a command, such as 30s. Then all of its processes are ended [default: 30s]",
    };

    private readonly Option<string?> grace = new("--grace")
    {
        HelpName = "TIME",
        Description = "Requests that arrive later than this after an answer count as sent after it [default: 250ms]",
    };

    private readonly Option<string?> parallel = new("--parallel")
    {
        HelpName = "N",
        Description = "Number of scenarios that run at the same time [default: 4]",
    };

    private readonly Option<string[]> scenario = new("--scenario")
    {
        HelpName = "NAME",
        Description = "Run only this scenario, such as reset-after; repeatable. The control always runs",
    };

    private readonly Option<bool> showOutput = new("--show-output")
    {
        Description = "Print what the client prints, on standard error, with credentials hashed",
    };

    private readonly Option<string[]> reports = ReportOption.Create();
    private readonly Option<bool> list = new("--list") { Description = "List the checks and the scenarios" };

    private readonly Option<string?> explain = new("--explain")
    {
        HelpName = "ID",
        Description = "Explain a check: what it requires, why it matters, and how to fix a finding",
    };

    private AuditClientVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var audit = new AuditClientVerb(context);
        var verb = new Verb(
            "audit-client", "Check that a client logs out properly, also when the server refuses, hangs, or breaks the connection.",
            "audit-client rocketchat -- node client.mjs {base-url} {account.user} {account.password}",
            "audit-client laravel --timeout 10s --report html=client.html -- ./client.sh",
            "audit-client shop --specs ../my-specs --login 'shop login {account.user}' --call 'shop orders' --logout 'shop logout'",
            "audit-client --list",
            "audit-client --explain C2")
        {
            audit.contract, audit.commands.Argument,
        };
        Option[] options =
        [
            .. audit.commands.Options, audit.releases.Option, .. audit.specs.All, audit.tls, audit.port, audit.timeout, audit.grace,
            audit.parallel, audit.scenario, audit.showOutput, audit.reports, audit.list, audit.explain,
        ];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(parsed => audit.RunAsync(parsed));
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (parsed.GetValue(explain) is { } id)
        {
            var check = ClientCheckCatalog.Find(id)
                ?? throw AuditErrors.UnknownCheck("--explain", id, [.. ClientCheckCatalog.All.Select(each => each.Id)]);
            ClientAuditText.WriteExplanation(context.Out, check, context.Width);
            return ExitCodes.Fine;
        }

        if (parsed.GetValue(list))
        {
            ClientAuditText.WriteList(context.Out, new());
            return ExitCodes.Fine;
        }

        return await AuditAsync(parsed);
    }

    private async Task<int> AuditAsync(ParseResult parsed)
    {
        var plan = Plan(parsed);
        var auditor = Auditor(plan);
        var options = Settings(parsed, auditor, plan);
        var files = ReportOption.Read(context, parsed.GetValue(reports));
        var client = new ClientCommand(
            commands.NameOf(parsed), commands.Choose(context, parsed, RunValues.NamesFor(plan, options.Tls is not null)),
            context.Directory, ExecutableSearch.Find("setsid", context.Directory, Environment.GetEnvironmentVariable("PATH")),
            parsed.GetValue(showOutput) ? Show(new Redactor(plan.Contract.Sessions)) : static (_, _) => { });
        var (started, interruption) = (DateTimeOffset.UtcNow, context.Interrupt());
        var report = await RunAsync(auditor, client, options, interruption);
        ClientAuditText.Write(context.VisibleOut, report, context.Width);
        files.Write(new("audit-client", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, [report.Section]));
        return interruption.IsCancellationRequested ? ExitCodes.Interrupted
            : !report.HasReceivedRequests ? ExitCodes.UsedWrongly
            : report.Findings.Count > 0 || !report.HasPassedControl ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }

    private static async Task<ClientAuditReport> RunAsync(
        ClientAuditor auditor, ClientCommand client, ClientAuditOptions options, CancellationToken interruption)
    {
        try
        {
            return await auditor.RunAsync(client, options, interruption);
        }
        catch (PortsTakenException)
        {
            throw ClientAuditErrors.PortTaken(options.Port);
        }
    }

    private MockPlan Plan(ParseResult parsed)
    {
        if (parsed.GetValue(contract) is not { } asked)
            throw ClientAuditErrors.NoClientContract();
        string[] named = [asked];
        var isFile = specs.IsFile(context, parsed, named);
        var files = specs.Choose(context, parsed, named, load: PlainFiles.LoadOrRefuse).All();
        var read = ContractReader.Read(context, files, isFile ? [] : named);
        var plan = ContractReader.Plan(read, releases.Choose(parsed, read, ContractReader.Ids(context, files)))[0];
        return parsed.GetValue(tls) ? plan.OverTls() : plan;
    }

    private static ClientAuditor Auditor(MockPlan plan)
    {
        try
        {
            return new(plan);
        }
        catch (ArgumentException)
        {
            throw ClientAuditErrors.NoLogoutToAudit(plan.Contract.Id);
        }
    }

    private ClientAuditOptions Settings(ParseResult parsed, ClientAuditor auditor, MockPlan plan)
    {
        var defaults = new ClientAuditOptions();
        return defaults with
        {
            Timeout = Time(timeout, defaults.Timeout),
            Grace = Time(grace, defaults.Grace),
            Parallel = NumberOption.Read(parsed.GetValue(parallel), "--parallel", 1, MostParallel) ?? defaults.Parallel,
            Port = NumberOption.Read(parsed.GetValue(port), "--port", 0, ushort.MaxValue) ?? 0,
            Tls = parsed.GetValue(tls) ? ServerTls.InMemory() : null,
            Includes = Includes(parsed.GetValue(scenario) ?? [], auditor, defaults, plan.Contract.Id),
        };

        TimeSpan Time(Option<string?> option, TimeSpan usual) => parsed.GetValue(option) is not { } text ? usual
            : Duration.Parse(option.Name, text) is var time && time > TimeSpan.Zero ? time
            : throw ClientAuditErrors.NoTime(option.Name, text);
    }

    private static Func<string, bool> Includes(
        string[] asked, ClientAuditor auditor, ClientAuditOptions options, string contract)
    {
        var known = ScenarioCatalog.All(options).Select(each => each.Name).ToList();
        var possible = auditor.ScenariosOf(options).Select(each => each.Name).Append(ScenarioCatalog.Success.Name).ToList();
        var problems = asked.Where(name => !known.Contains(name, StringComparer.Ordinal))
            .Select(name => ClientAuditErrors.UnknownScenario(name, known))
            .Concat(asked.Where(name => known.Contains(name, StringComparer.Ordinal) && !possible.Contains(name, StringComparer.Ordinal))
                .Select(name => ClientAuditErrors.ImpossibleScenario(name, contract))).ToList();
        if (problems.Count > 0)
            throw CommonErrors.All(problems);
        return name => asked.Length == 0 || asked.Contains(name, StringComparer.Ordinal);
    }

    private Action<ClientRun, string> Show(Redactor redactor)
    {
        var (visible, writing) = (new VisibleWriter(context.Error), new Lock());
        return (run, output) =>
        {
            lock (writing)
            {
                foreach (var line in redactor.Hide(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    visible.WriteLine($"{run.Scenario}: {line}");
            }
        };
    }
}
