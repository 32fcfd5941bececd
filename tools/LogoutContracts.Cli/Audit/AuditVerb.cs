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

/// <summary><c>audit</c>: checks that a session is over after its logout, on a target or by the contract alone.</summary>
internal sealed class AuditVerb
{
    private readonly CommandContext shell;
    private readonly TargetSelection selection = new();
    private readonly FlawOption flaw = new();
    private readonly Option<string?> maxLatency = new("--max-latency") { HelpName = "TIME", Description = "How long a token may work after its logout, such as 5s or 200ms; by default, not at all (T18)" };
    private readonly Option<string?> later = new("--later") { HelpName = "TIME", Description = "Wait at the end, such as 60s, and try the dead tokens once more (T27)" };
    private readonly Option<bool> unsafeSweep = new("--unsafe") { Description = "Also try the dead token on operations and with methods that change data (T2, T23)" };
    private readonly Option<string[]> only = new("--only") { HelpName = "ID", Description = "Run only this check, such as T4; repeatable. T0 always runs" };
    private readonly Option<string[]> skip = new("--skip") { HelpName = "ID", Description = "Do not run this check; repeatable" };
    private readonly Option<bool> strict = new("--strict") { Description = "Count remarks on the contract as findings" };
    private readonly Option<bool> list = new("--list") { Description = "List the checks, and what is not checked, and exit" };
    private readonly Option<string?> explain = new("--explain") { HelpName = "ID", Description = "Explain a check and how to fix what it finds, and exit" };
    private readonly Option<string[]> reports = ReportOption.Create();
    private bool hasUnexercised;

    private AuditVerb(CommandContext shell) => this.shell = shell;

    public static Command Create(CommandContext shell)
    {
        var audit = new AuditVerb(shell);
        var verb = new Verb(
            "audit", "Check that a session is really over after its logout: on a running server or, without a target, by the contract alone.",
            "audit rocketchat --target https://chat.staging.example.com --set user=jane --set password=… --set-other user=joe --set-other password=… --yes",
            "audit edin --target http://127.0.0.1:8080 --max-latency 5s --later 60s --report html=audit.html",
            "audit --mock",
            "audit rocketchat --mock --flaw token-survives",
            "audit laravel",
            "audit --explain T4")
        {
            audit.selection.Contracts,
        };
        foreach (var option in (IEnumerable<Option>)[.. audit.selection.Targets, audit.flaw.Option, .. audit.selection.Details, audit.maxLatency, audit.later, audit.unsafeSweep, audit.only, audit.skip, audit.strict, audit.selection.Yes, audit.reports, audit.list, audit.explain])
            verb.Options.Add(option);
        verb.SetAction(parsed => audit.AuditAsync(parsed));
        return verb;
    }

    private async Task<int> AuditAsync(ParseResult parsed)
    {
        if (parsed.GetValue(explain) is { } id)
        {
            var check = CheckFilter.Find("--explain", id);
            AuditText.WriteExplanation(shell.Out, check, FlawCatalog.All.Where(flaw => string.Equals(flaw.Check, check.Id, StringComparison.Ordinal)).Select(flaw => flaw.Name), shell.Width);
            return ExitCodes.Fine;
        }

        if (parsed.GetValue(list))
        {
            AuditText.WriteList(shell.Out);
            return ExitCodes.Fine;
        }

        var options = new AuditOptions
        {
            MaxLatency = Duration.Parse("--max-latency", parsed.GetValue(maxLatency)),
            Later = Duration.Parse("--later", parsed.GetValue(later)),
            IsStrict = parsed.GetValue(strict),
            Unsafe = parsed.GetValue(unsafeSweep),
            Includes = CheckFilter.Of(parsed.GetValue(only) ?? [], parsed.GetValue(skip) ?? []),
        };
        var files = ReportOption.Read(shell, parsed.GetValue(reports));
        var selected = selection.HasTarget(parsed) ? selection.Choose(shell, parsed) : null;
        var started = DateTimeOffset.UtcNow;
        var sections = selected is null ? Read(parsed, selection.Plans(shell, parsed), options) : await AskAsync(parsed, selected, options);
        files.Write(new("audit", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, sections.ToValueList()));
        return ExitCodeOf(sections);
    }

    private List<ReportSection> Read(ParseResult parsed, IReadOnlyList<MockPlan> plans, AuditOptions options)
    {
        if (flaw.Choose(parsed, plans).Count > 0)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--flaw", "--mock")]);
        var sections = plans.Select(plan => new Auditor(plan).Read(options)).ToList();
        foreach (var section in sections)
            AuditText.WriteReading(shell.Out, section, shell.Width);
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
            // Nearly every check needs a session of its own.
            if (selected.Accounts[plan.Contract.Id].Session.Count > 0)
                throw AuditErrors.AuditNeedsLogin(plan.Contract.Id);
            var tls = selected.TlsOf(reached, plan);

            // Each request on a connection of its own: T23 asks what a connection remembers.
            using var wire = new RawHttpClient(tls: tls);
            var auditor = new Auditor(tls is null ? plan : plan.OverTls());
            var section = await auditor.RunAsync(selected.Of(reached, plan), wire, options with { OpenForeign = reached.OpenForeign(plan) });
            AuditText.Write(shell.Out, section, shell.Width);
            if (!auditor.HasExercisedLogout && AuditText.WhySilent(section) is null)
            {
                shell.Out.WriteLine(AuditText.NoLogout(section));
                hasUnexercised = true;
            }

            sections.Add(section);
        }

        return sections;
    }

    /// <summary>Fine if there is no finding, the positive control can tell live from dead, and a logout was exercised on each target.</summary>
    private int ExitCodeOf(IReadOnlyList<ReportSection> sections)
    {
        var cases = sections.SelectMany(section => section.Cases).ToList();
        var hasFinding = cases.Exists(each => each.Outcome == Outcome.Failed);
        if (!hasFinding && sections.Any(section => AuditText.WhySilent(section) is not null))
            return ExitCodes.UsedWrongly;
        return hasFinding || hasUnexercised ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }
}
