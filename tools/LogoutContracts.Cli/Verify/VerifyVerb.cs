using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Targets;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Verify;

/// <summary><c>verify</c>: holds running providers to their contracts.</summary>
internal sealed class VerifyVerb
{
    private const int DefaultTimeout = 10;

    private readonly CommandContext shell;
    private readonly TargetSelection selection = new();
    private readonly Option<string[]> only = new("--only") { HelpName = "PATTERN", Description = "Only cases with such an id, such as 'rocketchat.logoutMySession.*' or '*.negative.*'; repeatable" };
    private readonly Option<string[]> skip = new("--skip") { HelpName = "PATTERN", Description = "No cases with such an id; repeatable" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Send nothing: print every case with its request, and what the contract expects" };
    private readonly Option<bool> failFast = new("--fail-fast") { Description = "End with the first failure" };
    private readonly Option<bool> strict = new("--strict") { Description = "Compare every byte as the contract shows it, and fail a case even if the contract only assumes the answer" };
    private readonly Option<string?> parallel = new("--parallel") { HelpName = "N", Description = "Cases at a time; 1 for a live target, 8 for a mock. What moves the clock runs alone" };
    private readonly Option<string?> timeout = new("--timeout") { HelpName = "SECONDS", Description = $"For one answer; {DefaultTimeout} by default. After three cases in a row without one the run ends" };
    private readonly Option<string?> retries = new("--retries") { HelpName = "N", Description = "How often to try again where no connection could be made; 0 by default. What may have been received is never sent twice" };
    private readonly Option<string[]> reports = ReportOption.Create();

    private VerifyVerb(CommandContext shell) => this.shell = shell;

    public static Command Create(CommandContext shell)
    {
        var verify = new VerifyVerb(shell);
        var verb = new Verb(
            "verify", "Hold a running provider to its contract: every variant that it can be brought into, the documented call sequences, and requests that break one constraint each.",
            "verify rocketchat --target https://chat.staging.example.com --set user=jane --set password=… --yes",
            "verify laravel --target http://127.0.0.1:8000 --credential 'token=63|…'",
            "verify edin --target http://127.0.0.1:8080 --secrets edin.yaml --only '*.logout.*'",
            "verify --target rocketchat=http://127.0.0.1:3000 --target edin=http://127.0.0.1:8080 --dry-run",
            "verify --mock")
        {
            verify.selection.Contracts,
        };
        foreach (var option in (IEnumerable<Option>)[.. verify.selection.Targets, .. verify.selection.Details, verify.only, verify.skip, verify.dryRun, verify.failFast, verify.strict, verify.parallel, verify.timeout, verify.retries, verify.reports, verify.selection.Yes])
            verb.Options.Add(option);
        verb.SetAction(parsed => verify.VerifyAsync(parsed));
        return verb;
    }

    private async Task<int> VerifyAsync(ParseResult parsed)
    {
        var selected = selection.Choose(shell, parsed);
        var plans = selected.Plans;
        var cases = CaseFilter.Choose([.. plans.SelectMany(plan => VerificationCase.AllOf(plan))], parsed.GetValue(only) ?? [], parsed.GetValue(skip) ?? []);
        var options = new VerificationRunOptions(Number(parsed.GetValue(parallel), "--parallel", 1, 256) ?? 0, parsed.GetValue(failFast)) { IsStrict = parsed.GetValue(strict) };
        var seconds = Number(parsed.GetValue(timeout), "--timeout", 1, 3600) ?? DefaultTimeout;
        var tries = Number(parsed.GetValue(retries), "--retries", 0, 100) ?? 0;
        var written = ReportOption.Read(shell, parsed.GetValue(reports));
        if (parsed.GetValue(dryRun))
        {
            DryRunText.Write(shell.Out, plans, cases);
            return ExitCodes.Fine;
        }

        if (!selection.IsConfirmed(parsed))
            RequireLocal(selected.Targets, cases);
        var started = DateTimeOffset.UtcNow;
        await using var reached = await selected.ReachAsync();
        var wires = plans.ToDictionary(plan => plan.Contract.Id, plan => new RawHttpClient(TimeSpan.FromSeconds(seconds), selected.TlsOf(reached, plan), keepsConnections: reached.Kind == TargetKind.Mock, retries: tries), StringComparer.Ordinal);
        IReadOnlyList<VerificationRunResult> results;
        try
        {
            results = await ProgressDisplay.WatchAsync(shell, cases.Count, told => RunAsync(selected, reached, cases, options, wires, told));
        }
        finally
        {
            foreach (var wire in wires.Values)
                wire.Dispose();
        }

        var report = new Report("verify", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, results.Select(result => result.Section).ToValueList());
        VerifyText.Write(shell.Out, report, results);
        written.Write(report);
        return VerifyText.ExitCodeOf(results);
    }

    private static void RequireLocal(ChosenTargets targets, IReadOnlyList<VerificationCase> cases)
    {
        foreach (var (contract, url) in targets.Remote)
        {
            if (cases.Count(each => each.EndsSession && IsOf(contract, each)) is > 0 and var ending)
                throw VerifyErrors.WouldEndSessions(url, ending);
        }
    }

    private static bool IsOf(string contract, VerificationCase each) => each.FullId.StartsWith($"{contract}.", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<VerificationRunResult>> RunAsync(
        SelectedTargets selected, ReachedTargets reached, IReadOnlyList<VerificationCase> cases, VerificationRunOptions options,
        Dictionary<string, RawHttpClient> wires, Action<ReportCase> told)
    {
        var running = new List<Task<VerificationRunResult>>();
        foreach (var plan in selected.Plans)
        {
            var target = selected.Of(reached, plan);
            var own = cases.Where(each => IsOf(plan.Contract.Id, each)).ToList();
            var campaign = new VerificationRun(plan, target, wires[plan.Contract.Id], options with { Parallel = options.Parallel > 0 ? options.Parallel : DefaultParallel(target) }).RunAsync(own, told);
            running.Add(campaign);

            // Mocks of our own have a clock each and nothing else to share; of others we do not know what they share.
            if (!reached.AreSeparate)
                await campaign;
        }

        return await Task.WhenAll(running);
    }

    // On a live target, what one case does may show in another: a logout that ends too much, or the order of a user's sessions.
    private static int DefaultParallel(Target target) => target.Kind == TargetKind.Mock ? 8 : 1;

    private static int? Number(string? text, string option, int from, int to) =>
        text is null ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to ? number : throw VerifyErrors.NoNumber(option, text, from, to);
}
