using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Pacing;
using LogoutContracts.Cli.Targets;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Verify;

/// <summary><c>verify</c>: checks running providers against their contracts.</summary>
internal sealed class VerifyVerb
{
    private const int DefaultTimeout = 10;

    private readonly CommandContext context;
    private readonly TargetSelection selection = new();

    private readonly Option<string[]> only = new("--only")
    {
        HelpName = "PATTERN",
        Description = "Run only cases with matching ids, such as 'rocketchat.logoutMySession.*' or '*.negative.*'; repeatable",
    };

    private readonly Option<string[]> skip = new("--skip")
    {
        HelpName = "PATTERN",
        Description = "Skip cases with matching ids; repeatable",
    };

    private readonly Option<bool> dryRun = new("--dry-run")
    {
        Description = "Send nothing; print each case with its request and the expected answer",
    };

    private readonly Option<bool> failFast = new("--fail-fast") { Description = "Stop at the first failure" };

    private readonly Option<bool> strict = new("--strict")
    {
        Description = "Compare every header and body as shown, and fail cases whose answer the contract only assumes",
    };

    private readonly Option<string?> learn = new("--learn")
    {
        HelpName = "FILE",
        Description = "Write an overlay for the spec with the observed answers that refute assumptions",
    };

    private readonly Option<string?> parallel = new("--parallel")
    {
        HelpName = "N",
        Description = "Number of parallel cases; cases that move the clock run alone [default: 1 for a live target, 8 for a mock]",
    };

    private readonly Option<string?> timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = $"Time limit for an answer; the run ends after three time-outs in a row [default: {DefaultTimeout}]",
    };

    private readonly Option<string?> retries = new("--retries")
    {
        HelpName = "N",
        Description = "Retries if no connection could be made; a request that was sent is never repeated [default: 0]",
    };

    private readonly PaceSelection pace = new();
    private readonly Option<string[]> reports = ReportOption.Create();

    private VerifyVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var verify = new VerifyVerb(context);
        var verb = new Verb(
            "verify", "Check a running provider against its contract: variants, documented workflows, and invalid requests.",
            "verify rocketchat --target https://chat.staging.example.com --set user=jane --set password=… --yes",
            "verify laravel --target http://127.0.0.1:8000 --credential 'token=63|…'",
            "verify edin --target http://127.0.0.1:8080 --secrets edin.yaml --only '*.logout.*'",
            "verify --target rocketchat=http://127.0.0.1:3000 --target edin=http://127.0.0.1:8080 --dry-run",
            "verify --mock")
        {
            verify.selection.Contracts,
        };
        Option[] options =
        [
            .. verify.selection.Targets, .. verify.selection.Details, verify.only, verify.skip, verify.dryRun, verify.failFast,
            verify.strict, verify.learn, verify.parallel, verify.timeout, verify.retries, .. verify.pace.All, verify.reports,
            verify.selection.Yes,
        ];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(parsed => verify.VerifyAsync(parsed));
        return verb;
    }

    private async Task<int> VerifyAsync(ParseResult parsed)
    {
        var selected = selection.Choose(context, parsed);
        using var login = selected.Login;
        var plans = selected.Plans;
        var all = plans.SelectMany(plan => VerificationCase.AllOf(plan)).ToList();
        var cases = CaseFilter.Choose(all, parsed.GetValue(only) ?? [], parsed.GetValue(skip) ?? []);
        var learned = LearnedFile.Read(context, parsed.GetValue(learn), plans.Count);
        var options = new VerificationRunOptions(
            NumberOption.Read(parsed.GetValue(parallel), "--parallel", 1, 256) ?? 0, parsed.GetValue(failFast))
        {
            Interruption = context.Interrupt(),
            IsStrict = parsed.GetValue(strict),
            Learns = learned is not null,
        };
        var seconds = NumberOption.Read(parsed.GetValue(timeout), "--timeout", 1, 3600) ?? DefaultTimeout;
        var tries = NumberOption.Read(parsed.GetValue(retries), "--retries", 0, 100) ?? 0;
        var settings = pace.Choose(parsed);
        var written = ReportOption.Read(context, parsed.GetValue(reports));
        if (parsed.GetValue(dryRun))
        {
            DryRunText.Write(context.Out, plans, cases);
            if (selected.Targets.Kind == TargetKind.Live)
                await ExpectAsync(selected, cases, options, settings.Rate, context.Out.WriteLine);
            return ExitCodes.Fine;
        }

        if (!selection.IsConfirmed(parsed))
            RequireLocal(selected.Targets, cases);
        var screen = new RunScreen(context, "verified", settings.Rate);
        if (selected.Targets.Kind == TargetKind.Live)
            screen.Expected = (await ExpectAsync(selected, cases, options, settings.Rate, screen.Say)).Requests;
        var started = DateTimeOffset.UtcNow;
        await using var reached = await selected.ReachAsync();
        var clients = plans.ToDictionary(plan => plan.Contract.Id, ClientOf, StringComparer.Ordinal);
        screen.Sent = () => clients.Values.Sum(client => client.Traffic.Requests);
        IReadOnlyList<VerificationRunResult> results;
        try
        {
            results = await screen.WatchAsync(cases.Count, onCase => RunAsync(selected, reached, cases, options, clients, onCase));
        }
        finally
        {
            foreach (var client in clients.Values)
                client.Dispose();
        }

        var sections = results.Select(result => result.Section).ToValueList();
        var report = new Report("verify", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, sections);
        VerifyText.Write(context.VisibleOut, report, results);
        written.Write(report);
        learned?.Write(context.Out, results[0]);
        if (options.Interruption.IsCancellationRequested)
            return ExitCodes.Interrupted;
        return VerifyText.ExitCodeOf(results);

        PacedClient ClientOf(MockPlan plan) => new(
            screen, plan, reached.Kind, settings, selected.TlsOf(reached, plan), keepsConnections: reached.Kind == TargetKind.Mock,
            TimeSpan.FromSeconds(seconds), tries);
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
        Dictionary<string, PacedClient> clients, Action<ReportCase> onCase)
    {
        var running = new List<Task<VerificationRunResult>>();
        foreach (var plan in selected.Plans)
        {
            var client = clients[plan.Contract.Id];
            var target = client.Know(selected.Of(reached, plan));
            var chosen = cases.Where(each => IsOf(plan.Contract.Id, each)).ToList();
            var own = options with { Parallel = options.Parallel > 0 ? options.Parallel : DefaultParallel(target) };
            var run = FinishAsync(client, target, new VerificationRun(plan, target, client.Wire, own).RunAsync(chosen, onCase));
            running.Add(run);

            // Each started mock has its own state and clock. Other targets may share theirs.
            if (!reached.AreSeparate)
                await run;
        }

        return await Task.WhenAll(running);
    }

    private static async Task<VerificationRunResult> FinishAsync(PacedClient client, Target target, Task<VerificationRunResult> run)
    {
        var result = await run;
        return result with { Section = await client.FinishAsync(result.Section, target) };
    }

    /// <summary>Estimates the requests and logins of each target, and prints them.</summary>
    private static async Task<ExpectedTraffic> ExpectAsync(
        SelectedTargets selected, IReadOnlyList<VerificationCase> cases, VerificationRunOptions options, RequestRate? rate,
        Action<string> say)
    {
        var all = ExpectedTraffic.None;
        foreach (var plan in selected.Plans)
        {
            var chosen = cases.Where(each => IsOf(plan.Contract.Id, each)).ToList();
            var whole = options with { Learns = false, FailsFast = false, Interruption = default };
            var expected = await Rehearsal.CountAsync(
                plan, selected.Placeless(plan), (stage, wire) => new VerificationRun(plan, stage, wire, whole).RunAsync(chosen));
            say(PaceText.Expected(plan.Contract.Id, expected, rate));
            all = all.And(expected);
        }

        return all;
    }

    // On a live target, cases can affect each other: a logout may end too many sessions, or the order of a user's sessions may matter.
    private static int DefaultParallel(Target target) => target.Kind == TargetKind.Mock ? 8 : 1;
}
