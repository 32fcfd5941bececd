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

/// <summary><c>audit</c>: asks whether a session that was logged out is over, of a target or of the contract alone.</summary>
internal sealed class AuditVerb
{
    private readonly CommandContext shell;
    private readonly TargetSelection selection = new();
    private readonly FlawOption flaw = new();
    private readonly Option<string?> maxLatency = new("--max-latency") { HelpName = "TIME", Description = "How long a token may go on working after its logout, such as 5s or 200ms; not at all by default" };
    private readonly Option<bool> unsafeSweep = new("--unsafe") { Description = "Try the dead token on operations that change things, too (T2)" };
    private readonly Option<string[]> only = new("--only") { HelpName = "ID", Description = "Only this check, such as T4; repeatable. The positive control T0 always runs" };
    private readonly Option<string[]> skip = new("--skip") { HelpName = "ID", Description = "All checks but this one; repeatable" };
    private readonly Option<bool> strict = new("--strict") { Description = "Count as findings what the contract itself promises less of than it should" };
    private readonly Option<bool> list = new("--list") { Description = "Print the checks, and what is not checked, and end" };
    private readonly Option<string?> explain = new("--explain") { HelpName = "ID", Description = "Print what a check asks, why it matters, and what to do where it fails, and end" };
    private readonly Option<string[]> reports = ReportOption.Create();

    private AuditVerb(CommandContext shell) => this.shell = shell;

    public static Command Create(CommandContext shell)
    {
        var audit = new AuditVerb(shell);
        var verb = new Verb(
            "audit", "Ask whether a session is really over after its logout: of a running provider, or, without a target, of the contract alone.",
            "audit rocketchat --target https://chat.staging.example.com --set user=jane --set password=… --set-other user=joe --set-other password=… --yes",
            "audit edin --target http://127.0.0.1:8080 --max-latency 5s --report html=audit.html",
            "audit --mock",
            "audit rocketchat --mock --flaw token-survives",
            "audit laravel",
            "audit --explain T4")
        {
            audit.selection.Contracts,
        };
        foreach (var option in (IEnumerable<Option>)[.. audit.selection.Targets, audit.flaw.Option, .. audit.selection.Details, audit.maxLatency, audit.unsafeSweep, audit.only, audit.skip, audit.strict, audit.selection.Yes, audit.reports, audit.list, audit.explain])
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
            MaxLatency = parsed.GetValue(maxLatency) is { } time ? Duration.Parse(time) : TimeSpan.Zero,
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
            // A session that was given is one, and nearly every check wants its own.
            if (selected.Accounts[plan.Contract.Id].Session.Count > 0)
                throw AuditErrors.AuditNeedsLogin(plan.Contract.Id);
            var tls = selected.TlsOf(reached, plan);
            using var wire = new RawHttpClient(keepsConnections: reached.Kind == TargetKind.Mock, tls: tls);
            var section = await new Auditor(tls is null ? plan : plan.OverTls()).RunAsync(selected.Of(reached, plan), wire, options with { OpenForeign = reached.OpenForeign(plan) });
            AuditText.Write(shell.VisibleOut, section, shell.Width);
            sections.Add(section);
        }

        return sections;
    }

    /// <summary>Fine where nothing was found, and the positive control did not fail to see anything.</summary>
    private static int ExitCodeOf(IReadOnlyList<ReportSection> sections)
    {
        var cases = sections.SelectMany(section => section.Cases).ToList();
        var hasFinding = cases.Exists(each => each.Outcome == Outcome.Failed);
        var isBlind = cases.Exists(each => string.Equals(each.Id, CheckCatalog.Control.Id, StringComparison.Ordinal) && each.Outcome == Outcome.Inconclusive);
        if (!hasFinding && sections.Any(section => AuditText.WhySilent(section) is not null))
            return ExitCodes.UsedWrongly;
        return hasFinding || isBlind ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }
}
