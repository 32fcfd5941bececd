using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Targets;
using LogoutContracts.MockServer;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Audit;

/// <summary><c>audit</c>: checks that logout ends sessions, on a target or, without one, in the contract.</summary>
internal sealed class AuditVerb
{
    private readonly CommandContext context;
    private readonly TargetSelection selection = new();
    private readonly FlawOption flaw = new();

    private readonly Option<string?> maxLatency = new("--max-latency")
    {
        HelpName = "TIME",
        Description = "How long a token may stay valid after its logout, such as 5s or 200ms [default: 0s]",
    };

    private readonly Option<bool> unsafeSweep = new("--unsafe") { Description = "Also send dead tokens to operations that change data" };

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

    private readonly Option<string[]> reports = ReportOption.Create();

    private AuditVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var audit = new AuditVerb(context);
        var verb = new Verb(
            "audit", "Check that logout really ends sessions, on a running provider or, without a target, in the contract itself.",
            "audit rocketchat --target https://chat.staging.example.com --set user=jane --set password=… --set-other user=joe " +
                "--set-other password=… --yes",
            "audit edin --target http://127.0.0.1:8080 --max-latency 5s --report html=audit.html",
            "audit --mock",
            "audit rocketchat --mock --flaw token-survives",
            "audit laravel",
            "audit --explain T4")
        {
            audit.selection.Contracts,
        };
        Option[] options =
        [
            .. audit.selection.Targets, audit.flaw.Option, .. audit.selection.Details, audit.maxLatency, audit.unsafeSweep, audit.only,
            audit.skip, audit.strict, audit.selection.Yes, audit.reports, audit.list, audit.explain,
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
            MaxLatency = parsed.GetValue(maxLatency) is { } time ? Duration.Parse(time) : TimeSpan.Zero,
            IsStrict = parsed.GetValue(strict),
            Unsafe = parsed.GetValue(unsafeSweep),
            Includes = CheckFilter.Of(parsed.GetValue(only) ?? [], parsed.GetValue(skip) ?? []),
        };
        var files = ReportOption.Read(context, parsed.GetValue(reports));
        var selected = selection.HasTarget(parsed) ? selection.Choose(context, parsed) : null;
        var started = DateTimeOffset.UtcNow;
        var sections = selected is null
            ? Read(parsed, selection.Plans(context, parsed), options)
            : await AskAsync(parsed, selected, options);
        files.Write(new("audit", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, sections.ToValueList()));
        return ExitCodeOf(sections);
    }

    private List<ReportSection> Read(ParseResult parsed, IReadOnlyList<MockPlan> plans, AuditOptions options)
    {
        if (flaw.Choose(parsed, plans).Count > 0)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--flaw", "--mock")]);
        var sections = plans.Select(plan => new Auditor(plan).Read(options)).ToList();
        foreach (var section in sections)
            AuditText.WriteReading(context.Out, section, context.Width);
        return sections;
    }

    private async Task<List<ReportSection>> AskAsync(ParseResult parsed, SelectedTargets selected, AuditOptions options)
    {
        var flaws = flaw.Choose(parsed, selected.Plans);
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
            // Nearly every check opens a session of its own.
            if (selected.Accounts[plan.Contract.Id].Session.Count > 0)
                throw AuditErrors.AuditNeedsLogin(plan.Contract.Id);
            var tls = selected.TlsOf(reached, plan);
            using var client = new RawHttpClient(keepsConnections: reached.Kind == TargetKind.Mock, tls: tls);
            var auditor = new Auditor(tls is null ? plan : plan.OverTls());
            var section = await auditor.RunAsync(
                selected.Of(reached, plan), client, options with { OpenForeign = reached.OpenForeign(plan) });
            AuditText.Write(context.VisibleOut, section, context.Width);
            sections.Add(section);
        }

        return sections;
    }

    /// <summary>Success if nothing was found and the positive control worked.</summary>
    private static int ExitCodeOf(IReadOnlyList<ReportSection> sections)
    {
        var cases = sections.SelectMany(section => section.Cases).ToList();
        var hasFinding = cases.Exists(each => each.Outcome == Outcome.Failed);
        var isBlind = cases.Exists(
            each => string.Equals(each.Id, CheckCatalog.Control.Id, StringComparison.Ordinal) && each.Outcome == Outcome.Inconclusive);
        if (!hasFinding && sections.Any(section => AuditText.WhySilent(section) is not null))
            return ExitCodes.UsedWrongly;
        return hasFinding || isBlind ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }
}
