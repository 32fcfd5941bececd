using System.CommandLine;
using LogoutContracts.Mocks;
using LogoutContracts.Serving.Flaws;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.CommandLine;

/// <summary><c>audit</c>: asks whether a session that was logged out is over, of a target or of the contract alone.</summary>
internal sealed class AuditVerb
{
    private readonly Shell shell;
    private readonly Argument<string[]> contracts = ContractChoice.Argument();
    private readonly SpecOptions specs = new();
    private readonly Option<string[]> releases = new("--release") { HelpName = "R", Description = "Release that the target is of, for every contract that knows it; 'contract=R' for one" };
    private readonly Option<string?> maxLatency = new("--max-latency") { HelpName = "TIME", Description = "How long a token may go on working after its logout, such as 5s or 200ms; not at all by default" };
    private readonly Option<bool> unsafeSweep = new("--unsafe") { Description = "Try the dead token on operations that change things, too (T2)" };
    private readonly Option<string[]> only = new("--only") { HelpName = "ID", Description = "Only this check, such as T4; repeatable. The positive control T0 always runs" };
    private readonly Option<string[]> skip = new("--skip") { HelpName = "ID", Description = "All checks but this one; repeatable" };
    private readonly Option<bool> strict = new("--strict") { Description = "Count as findings what the contract itself promises less of than it should" };
    private readonly Option<bool> list = new("--list") { Description = "Print the checks, and what is not checked, and end" };
    private readonly Option<string?> explain = new("--explain") { HelpName = "ID", Description = "Print what a check asks, why it matters, and what to do where it fails, and end" };
    private readonly Option<string[]> reports = ReportOption.Create();

    private AuditVerb(Shell shell) => this.shell = shell;

    public static Command Create(Shell shell)
    {
        var audit = new AuditVerb(shell);
        var verb = new Verb(
            "audit", "Ask whether a session is really over after its logout: of a running provider, or, without a target, of the contract alone.",
            "audit", "audit --list", "audit --explain T4")
        {
            audit.contracts,
        };
        foreach (var option in (IEnumerable<Option>)[audit.releases, .. audit.specs.All, audit.maxLatency, audit.unsafeSweep, audit.only, audit.skip, audit.strict, audit.list, audit.explain, audit.reports])
            verb.Options.Add(option);
        verb.SetAction(audit.Audit);
        return verb;
    }

    private int Audit(ParseResult parsed)
    {
        if (parsed.GetValue(explain) is { } id)
        {
            var check = CheckChoice.Find("--explain", id);
            AuditText.WriteExplanation(shell.Out, check, Flaw.All.Where(flaw => string.Equals(flaw.Check, check.Id, StringComparison.Ordinal)).Select(flaw => flaw.Name), shell.Width);
            return ExitCodes.Fine;
        }

        if (parsed.GetValue(list))
        {
            AuditText.WriteList(shell.Out);
            return ExitCodes.Fine;
        }

        var options = new AuditOptions
        {
            MaxLatency = parsed.GetValue(maxLatency) is { } time ? Latency.Parse(time) : TimeSpan.Zero,
            IsStrict = parsed.GetValue(strict),
            Unsafe = parsed.GetValue(unsafeSweep),
            Includes = CheckChoice.Of(parsed.GetValue(only) ?? [], parsed.GetValue(skip) ?? []),
        };
        var files = ReportOption.Read(shell, parsed.GetValue(reports));
        var plans = Plans(parsed);
        var started = DateTimeOffset.UtcNow;
        var sections = plans.Select(plan => new Auditor(plan).Read(options)).ToList();
        foreach (var section in sections)
            AuditText.WriteReading(shell.Out, section, shell.Width);
        files.Write(new("audit", Cli.Version, started, DateTimeOffset.UtcNow - started, sections.ToValueList()));
        return ExitCodeOf(sections);
    }

    /// <summary>Fine where nothing was found, and something was seen to hold.</summary>
    private static int ExitCodeOf(IEnumerable<ReportSection> sections)
    {
        var cases = sections.SelectMany(section => section.Cases).ToList();
        var hasFinding = cases.Exists(each => each.Outcome == CaseOutcome.Failed);
        var isBlind = cases.Exists(each => string.Equals(each.Id, Checks.Control.Id, StringComparison.Ordinal) && each.Outcome == CaseOutcome.Inconclusive);
        return hasFinding || isBlind ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }

    private IReadOnlyList<MockPlan> Plans(ParseResult parsed)
    {
        var source = specs.Choose(shell, parsed);
        var files = (IReadOnlyList<SpecFiles>)[.. source.Fixed, .. source.OnDisk()];
        var read = ContractChoice.Read(shell, files, parsed.GetValue(contracts) ?? []);
        var released = ReleaseChoice.Of(parsed.GetValue(releases) ?? [], read, [.. files.Select(spec => ContractChoice.IdOf(shell, spec))]);
        return ContractChoice.Plan(read, contract => released.GetValueOrDefault(contract.Id));
    }
}
