using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T18Latency() : Check(
    new(
        "T18",
        "Time to death",
        Severity.High,
        "If every server caches sessions, a token works until the last cache has heard of the logout. A few seconds are enough for a " +
        "thief with a script.",
        "Ask the session store on every request, or notify the caches at once, and document how long it may take.",
        ["ASVS V7.4.1", "ASVS V8.3.2"]),
    "The token is dead within the allowed time, on each operation that only reads.")
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    internal override bool NeedsEffect => true;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        yield return Statement.NotStated(
            "How soon a token is dead", "The contract does not say how soon after the logout a token is dead.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        if (trial.Facts.Effect == LogoutEffect.None)
            throw new InconclusiveException(CheckContext.NoEffect);
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var siblings = trial.Contract.Siblings
            .Where(sibling => IsRead(trial, sibling) && !trial.Facts.IsAlive(sibling.Operation)).ToList();
        var marks = new Dictionary<string, LifeMarks>(StringComparer.Ordinal);
        foreach (var sibling in siblings)
        {
            if (await MarksOfAsync(trial, sibling) is { } found)
                marks[sibling.Operation] = found;
        }

        await trial.SendLogoutAsync(Role.Caller);
        var since = trial.Options.Clock.GetTimestamp();
        var asked = new Dictionary<string, Func<Task<bool>>>(StringComparer.Ordinal)
        {
            [trial.Contract.Plan.Live.Operation] = () => trial.IsDeadAsync(Role.Caller),
        };
        foreach (var sibling in siblings.Where(sibling => marks.ContainsKey(sibling.Operation)))
            asked[sibling.Operation] = () => IsRefusedAsync(trial, sibling, marks[sibling.Operation]);
        await MeasureAsync(trial, since, asked);
        if (trial.Contract.Window is { } window)
            await WindowAsync(trial, window);
    }

    /// <summary>What the contract leaves alive must be dead when its lifetime is over.</summary>
    private static async Task WindowAsync(CheckContext trial, LogoutWindow window)
    {
        var name = window.Probe.Credential;
        if (await LifeAsync(trial, window, null) == SessionLife.Dead)
        {
            trial.Remark($"The {name} died with the logout, sooner than the contract says.");
            return;
        }

        if (trial.Talk.Target.AdvanceClock is not null)
        {
            await trial.Talk.AdvanceClockAsync(window.Lifetime + Margin);
        }
        else if (window.Lifetime <= Longest(trial))
        {
            await trial.WaitAsync(window.Lifetime + Margin);
        }
        else
        {
            trial.Remark($"By the contract, the {name} works until {window.Time} after it was issued. To see that it is dead then, add " +
                string.Create(CultureInfo.InvariantCulture, $"--later {window.Lifetime.TotalSeconds:0}s."));
            return;
        }

        var life = await LifeAsync(trial, window, SessionLife.Dead);
        if (life == SessionLife.Unclear)
            throw new InconclusiveException($"After its lifetime, the probe's answer to the {name} shows neither a live nor a dead one.");
        if (life == SessionLife.Live)
            trial.Find($"After the logout, the {name} still works {window.Time} after it was issued. By the contract, it should be dead.");
    }

    private static TimeSpan Longest(CheckContext trial) =>
        trial.Options.Later > trial.MaxWait ? trial.Options.Later : trial.MaxWait;

    private static async Task<SessionLife> LifeAsync(CheckContext trial, LogoutWindow window, SessionLife? expected) =>
        (await trial.Facts.Probe.AskAsync(
            trial.Talk, Role.Caller, StepKind.Afterwards, expected, trial.Contract.Sessions.DefaultKind, trial.ValueOf,
            trial.Talk.Cancellation, window.Probe)).Life;

    /// <summary>Polls all operations in turn until each has refused the token.</summary>
    private static async Task MeasureAsync(CheckContext trial, long since, Dictionary<string, Func<Task<bool>>> asked)
    {
        var round = 0;
        await trial.TimeUntilAsync(since, trial.MaxWait, async () =>
        {
            round++;
            foreach (var (operation, isDead) in asked.ToList())
            {
                if (!await isDead())
                    continue;
                asked.Remove(operation);
                Judge(trial, operation, round == 1 ? TimeSpan.Zero : trial.Options.Clock.GetElapsedTime(since));
            }

            return asked.Count == 0;
        });
        trial.Observe("How soon a token is dead");
        if (asked.Count > 0 && trial.Findings.Count == 0)
            throw new InconclusiveException(
                $"The token still works on {string.Join(", ", asked.Keys)} {LatencyText.Seconds(trial.MaxWait)} after the logout; " +
                "T1 and T2 judge that.");
    }

    private static void Judge(CheckContext trial, string operation, TimeSpan took)
    {
        var allowed = LatencyText.Allowed(trial.Options);
        var (isLate, when) = (
            took > trial.Options.MaxLatency, took == TimeSpan.Zero ? "at once" : $"{LatencyText.Seconds(took)} after the logout");
        trial.Talk.Also([new($"the token on '{operation}'", isLate ? $"dead {allowed}" : $"dead {when}", $"dead {when}")]);
        if (isLate)
            trial.Find($"On '{operation}', the token was refused only {when}. It should be dead {allowed}.");
    }

    private static async Task<LifeMarks?> MarksOfAsync(CheckContext trial, PlannedVariant sibling)
    {
        var request = trial.As(Role.Caller, sibling);
        var live = await trial.AskAsync($"'{sibling.Operation}' before the logout", request);
        var none = await trial.AskAsync($"'{sibling.Operation}' without credentials", trial.Contract.WithoutProof(request));
        return LifeMarks.Measure(
            [live], [none], DifferingParts.Between(sibling.Answer!.Body, trial.Contract.Refusal(sibling)?.Answer?.Body));
    }

    private static async Task<bool> IsRefusedAsync(CheckContext trial, PlannedVariant sibling, LifeMarks marks)
    {
        var step = await trial.SendAsync(
            StepKind.Afterwards, $"'{sibling.Operation}' after the logout", trial.As(Role.Caller, sibling), sibling.Operation,
            static _ => []);
        return marks.Read(step.Exchange.Response) != SessionLife.Live;
    }

    private static bool IsRead(CheckContext trial, PlannedVariant sibling) => sibling.Variant.Request.Method is "GET" or "HEAD"
        && string.Equals(
            sibling.Variant.Given.Kind ?? trial.Contract.Sessions.DefaultKind, trial.Contract.Sessions.DefaultKind,
            StringComparison.Ordinal);
}
