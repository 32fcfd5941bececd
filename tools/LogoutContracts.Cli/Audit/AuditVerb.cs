using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Pacing;
using LogoutContracts.Cli.Shell;
using LogoutContracts.Cli.Targets;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Audit;

/// <summary><c>audit</c>: checks that logout ends sessions, on a target or, without one, in the contract.</summary>
internal sealed class AuditVerb
{
    private readonly CommandContext context;
    private readonly TargetSelection selection = new(takesReplicas: true);
    private readonly FlawOption flaw = new();

    private readonly Option<string?> maxLatency = new("--max-latency")
    {
        HelpName = "TIME",
        Description = "How long a token may stay valid after its logout, such as 5s or 200ms [default: 0s]",
    };

    private readonly Option<string?> later = new("--later")
    {
        HelpName = "TIME",
        Description = "Wait at the end, such as 60s, and try the dead tokens once more [default: 0s]",
    };

    private readonly Option<string?> restartCommand = new("--restart-command")
    {
        HelpName = "CMD",
        Description = "A shell command that restarts the provider with all of its replicas, to see that dead tokens stay dead",
    };

    private readonly Option<bool> unsafeSweep = new("--unsafe")
    {
        Description = "Also send dead tokens to operations, and with methods, that change data",
    };

    private readonly Option<string?> parallel = new("--parallel")
    {
        HelpName = "N",
        Description = "Number of parallel checks; checks that measure time or move the clock run alone [default: 1]",
    };

    private readonly Option<string[]> only = new("--only")
    {
        HelpName = "ID",
        Description = "Run only this check, such as T4; repeatable. The positive control T0 always runs",
    };

    private readonly Option<string[]> skip = new("--skip") { HelpName = "ID", Description = "Skip this check; repeatable" };
    private readonly Option<bool> strict = new("--strict") { Description = "Report weaknesses of the contract itself as findings" };
    private readonly Option<bool> list = new("--list") { Description = "List the checks, and the requirements that are not checked" };

    private readonly Option<string?> explain = new("--explain")
    {
        HelpName = "ID",
        Description = "Explain a check: what it requires, why it matters, and how to fix a finding",
    };

    private readonly PaceSelection pace = new();
    private readonly Option<string[]> reports = ReportOption.Create();

    private bool hasUnexercised;

    private AuditVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var audit = new AuditVerb(context);
        var verb = new Verb(
            "audit", "Check that logout really ends sessions, on a running provider or, without a target, in the contract itself.",
            "audit rocketchat --target https://chat.staging.example.com --set user=jane --set password=… --set-other user=joe " +
                "--set-other password=… --yes",
            "audit edin --target http://127.0.0.1:8080 --max-latency 5s --later 60s --report html=audit.html",
            "audit edin --target http://127.0.0.1:8081 --target http://127.0.0.1:8082 --restart-command 'systemctl restart shop@1 shop@2'",
            "audit --mock",
            "audit rocketchat --mock --flaw token-survives",
            "audit laravel",
            "audit --explain T4")
        {
            audit.selection.Contracts,
        };
        Option[] options =
        [
            .. audit.selection.Targets, audit.flaw.Option, .. audit.selection.Details, audit.maxLatency, audit.later, audit.restartCommand,
            audit.unsafeSweep, audit.parallel, audit.only, audit.skip, audit.strict, audit.selection.Yes, .. audit.pace.All,
            audit.reports, audit.list,
            audit.explain,
        ];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(parsed => audit.AuditAsync(parsed));
        return verb;
    }

    private async Task<int> AuditAsync(ParseResult parsed)
    {
        if (parsed.GetValue(explain) is { } id)
        {
            var check = CheckFilter.Find("--explain", id);
            var flaws = FlawCatalog.All.Where(flaw => string.Equals(flaw.Check, check.Id, StringComparison.Ordinal))
                .Select(flaw => flaw.Name);
            AuditText.WriteExplanation(context.Out, check, flaws, context.Width);
            return ExitCodes.Fine;
        }

        if (parsed.GetValue(list))
        {
            AuditText.WriteList(context.Out);
            return ExitCodes.Fine;
        }

        var options = new AuditOptions
        {
            MaxLatency = Duration.Parse("--max-latency", parsed.GetValue(maxLatency)),
            Later = Duration.Parse("--later", parsed.GetValue(later)),
            Clock = context.Clock,
            Interruption = context.Interrupt(),
            IsStrict = parsed.GetValue(strict),
            Unsafe = parsed.GetValue(unsafeSweep),
            Parallel = NumberOption.Read(parsed.GetValue(parallel), "--parallel", 1, 64) ?? 1,
            Includes = CheckFilter.Of(parsed.GetValue(only) ?? [], parsed.GetValue(skip) ?? []),
        };
        var settings = pace.Choose(parsed);
        var files = ReportOption.Read(context, parsed.GetValue(reports));
        var selected = selection.HasTarget(parsed) ? selection.Choose(context, parsed) : null;
        options = options with { Restart = Restart(parsed, selected) };
        using var login = selected?.Login;
        var started = DateTimeOffset.UtcNow;
        var sections = selected is null
            ? Read(parsed, selection.Plans(context, parsed), options)
            : await AskAsync(parsed, selected, options, settings);
        files.Write(new("audit", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, sections.ToValueList()));
        return options.Interruption.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodeOf(sections);
    }

    /// <returns>Null if there is no command that restarts the target.</returns>
    private Func<CancellationToken, Task<string?>>? Restart(ParseResult parsed, SelectedTargets? selected)
    {
        if (parsed.GetValue(restartCommand) is not { } command)
            return null;
        if (selected is null || selected.Targets.Places.Count == 0)
            throw CommonErrors.All([CommonErrors.OptionNeeds(restartCommand.Name, "--target")]);
        return string.IsNullOrWhiteSpace(command)
            ? throw AuditErrors.NoRestartCommand() : new RestartCommand(context, command).RunAsync;
    }

    private List<ReportSection> Read(ParseResult parsed, IReadOnlyList<MockPlan> plans, AuditOptions options)
    {
        if (flaw.Choose(parsed, plans, startsReplicas: true).Count > 0)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--flaw", "--mock")]);
        var sections = plans.Select(plan => new Auditor(plan).Read(options)).ToList();
        foreach (var section in sections)
            AuditText.WriteReading(context.Out, section, context.Width);
        return sections;
    }

    private async Task<List<ReportSection>> AskAsync(
        ParseResult parsed, SelectedTargets selected, AuditOptions options, PaceSettings settings)
    {
        var flaws = flaw.Choose(parsed, selected.Plans, startsReplicas: true);
        if (flaws.Count > 0 && !selected.Targets.StartsMocks)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--flaw", "--mock")]);
        if (selected.Targets.Kind == TargetKind.Stubs)
            throw AuditErrors.AuditOfStubs();
        if (!selection.IsConfirmed(parsed) && selected.Targets.Remote.FirstOrDefault().Value is { } remote)
            throw AuditErrors.WouldEndAuditedSessions(remote);
        await using var reached = await selected.ReachAsync(flaws);
        var sections = new List<ReportSection>();
        foreach (var plan in selected.Plans)
        {
            var tls = selected.TlsOf(reached, plan);
            var auditor = new Auditor(tls is null ? plan : plan.OverTls());
            var own = options with
            {
                OpenForeign = reached.OpenForeign(plan),
                Replicas = reached.ReplicasOf(plan),
                Restart = options.Restart ?? reached.Restart(plan),
            };
            var section = await AskAsync(selected, reached, plan, auditor, own, settings);
            AuditText.Write(context.VisibleOut, section, context.Width);
            if (!auditor.HasExercisedLogout && AuditText.WhySilent(section) is null)
            {
                context.Out.WriteLine(AuditText.NoLogout(section));
                hasUnexercised = true;
            }

            sections.Add(section);
        }

        return sections;
    }

    private async Task<ReportSection> AskAsync(
        SelectedTargets selected, ReachedTargets reached, MockPlan plan, Auditor auditor, AuditOptions options, PaceSettings settings)
    {
        var screen = new RunScreen(context, "checked", settings.Rate);

        // Each request uses a new connection: T23 checks what a connection remembers.
        using var client = new PacedClient(screen, plan, reached.Kind, settings, selected.TlsOf(reached, plan), keepsConnections: false);
        var target = client.Know(selected.Of(reached, plan));
        foreach (var replica in options.Replicas)
        {
            if (await auditor.WhySilentAsync(target with { BaseUrl = replica }, client.Wire) is { } reason)
                throw AuditErrors.ReplicaSilent(replica, reason);
        }

        if (reached.Kind == TargetKind.Live)
        {
            var quick = options with { MaxLatency = TimeSpan.Zero, Later = TimeSpan.Zero, Interruption = default };
            var expected = await Rehearsal.CountAsync(
                plan, selected.Placeless(plan), (stage, wire) => new Auditor(plan).RunAsync(stage, wire, OnStage(quick, stage)));
            screen.Say(PaceText.Expected(plan.Contract.Id, expected, settings.Rate));
            screen.Expected = expected.Requests;
        }

        screen.Sent = () => client.Traffic.Requests;
        var section = await screen.WatchAsync(
            auditor.CountOf(options), onCase => auditor.RunAsync(target, client.Wire, options with { OnCase = onCase }));
        return await client.FinishAsync(section, target);
    }

    // On stage, one server plays all replicas, and nothing is restarted.
    private static AuditOptions OnStage(AuditOptions options, Target stage) => options with
    {
        Replicas = [.. options.Replicas.Select(_ => stage.BaseUrl)],
        Restart = options.Restart is null ? null : static _ => Task.FromResult<string?>(null),
    };

    /// <summary>Success if nothing was found and a logout was exercised on each target.</summary>
    private int ExitCodeOf(IReadOnlyList<ReportSection> sections)
    {
        var cases = sections.SelectMany(section => section.Cases).ToList();
        var hasFinding = cases.Exists(each => each.Outcome == Outcome.Failed);
        if (!hasFinding && sections.Any(section => AuditText.WhySilent(section) is not null))
            return ExitCodes.UsedWrongly;
        return hasFinding || hasUnexercised ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }
}
