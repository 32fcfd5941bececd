using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Cases;

/// <summary>Runs many cases against one target, several at a time.</summary>
/// <param name="plan">The contract, planned for the release of the target.</param>
public sealed class VerificationRun(MockPlan plan, Target target, RawHttpClient client, VerificationRunOptions options)
{
    private readonly CaseRunner runner = new(plan, target, client, options);
    private readonly Lock sync = new();
    private int unanswered;
    private bool hasAnswered;
    private string? stopped;

    /// <summary>Runs the cases in the order given, but those that disturb others last, one at a time.</summary>
    /// <param name="cases">Cases of the plan's contract; see <see cref="VerificationCase.AllOf"/>.</param>
    /// <param name="onCase">Called with each finished case, never concurrently.</param>
    /// <returns>A section of a report, with its cases in the order given.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<VerificationRunResult> RunAsync(
        IReadOnlyList<VerificationCase> cases, Action<ReportCase>? onCase = null, CancellationToken cancellation = default)
    {
        var done = new ReportCase?[cases.Count];
        var results = new CaseResult?[cases.Count];
        var places = Enumerable.Range(0, cases.Count).ToList();
        foreach (var (place, reason) in SuppliedSession.LeftOut(cases, target.Accounts))
            Tell(place, new(CaseBuilder.Untried(cases[place], reason)));
        var open = places.Where(place => done[place] is null).ToList();
        var order = target.Accounts.Session.Count > 0 ? open.OrderBy(place => cases[place].EndsSession).ToList() : open;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = RunsAlone ? 1 : Math.Max(1, options.Parallel),
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(order.Where(place => !RunsLast(cases[place])), parallel, RunOneAsync);
        foreach (var place in order.Where(place => RunsLast(cases[place])))
        {
            await RunOneAsync(place, cancellation);
            if (cases[place].EndsOthers)
                runner.ForgetSessions();
        }

        var sorted = places.Select(place => done[place]!).ToValueList();
        var coverage = CoverageOf(sorted);
        var section = new ReportSection(plan.Contract.Id, plan.Contract.Title, plan.Release, target.BaseUrl.ToString(), sorted, coverage)
        {
            Remarks = runner.Memory.Remarks.ToValueList(),
        };
        var shouldSeeLogout = cases.Where((each, place) => each.EndsSession && sorted[place].Outcome != Outcome.NotApplicable).Any();
        return new(section, unanswered > 0 ? OutageText() : null, hasAnswered)
        {
            Overlay = options.Learns ? runner.Overlay(results.OfType<CaseResult>()) : null,
            Indistinct = runner.Memory.Problem,
            HasSeenNoLogout = target.Kind == TargetKind.Live && !runner.Memory.HasSeenLogout && shouldSeeLogout,
        };

        string? OutageText() => hasAnswered && stopped is not null && runner.Memory.LastSent is { } last
            ? $"{stopped} The last request before: {last}." : stopped;

        async ValueTask RunOneAsync(int place, CancellationToken cancelled) => Tell(place, WhyStopped() is { } reason
            ? new(CaseBuilder.Untried(cases[place], $"Not tried: {reason}")) : await runner.RunAsync(cases[place], cancelled));

        void Tell(int place, CaseResult result)
        {
            lock (sync)
            {
                (done[place], results[place]) = (result.Case, result);
                if (stopped is null)
                    Consider(result);
                onCase?.Invoke(result.Case);
            }
        }
    }

    private static bool RunsLast(VerificationCase verification) => verification.MovesClock || verification.EndsOthers;

    // An id that is looked up after a login is that of the newest session, so no other case may log in between.
    private bool RunsAlone => target.Accounts.Session.Count > 0
        || plan.Contract.Sessions.Ids.Any(id => LoginInputs.GiverOf(plan, id.Name) is not null);

    private string? WhyStopped() =>
        Volatile.Read(ref stopped) ?? (options.Interruption.IsCancellationRequested ? "The run was interrupted." : null);

    /// <summary>Stops the run if the next cases would only fail in the same way.</summary>
    private void Consider(CaseResult result)
    {
        if (result.Reachability != Reachability.Answering)
        {
            // Stop at once if a request has crashed the target, or if it has never answered and refuses connections.
            if (++unanswered >= options.MaxUnanswered
                || (!hasAnswered && result.Reachability == Reachability.Unreachable)
                || result.Case.Outcome == Outcome.Failed)
            {
                var times = unanswered == 1 ? "" : string.Create(null, $" ({unanswered} times in a row)");
                Volatile.Write(ref stopped, $"{result.Case.Reason}{times}");
            }

            return;
        }

        unanswered = 0;
        hasAnswered |= result.Case.Steps.Count > 0;
        if (options.FailsFast && result.Case.Outcome == Outcome.Failed)
            Volatile.Write(ref stopped, $"'{result.Case.Id}' failed, and the run ends with the first failure.");
    }

    private ValueList<Coverage> CoverageOf(ValueList<ReportCase> cases)
    {
        var decided = IdsOf(Outcome.Passed, Outcome.Failed, Outcome.Refuted);
        var notApplicable = IdsOf(Outcome.NotApplicable);
        var variants = plan.Variants.Where(variant => !notApplicable.Contains($"{variant.Operation}.{variant.Name}")).ToList();
        var constraints = NegativePlanner.Plan(plan).Constraints;
        var exercised = constraints.Count(constraint => constraint.Untried.Length == 0 && constraint.Tried.All(decided.Contains));
        return
        [
            new("variants", variants.Count(variant => decided.Contains($"{variant.Operation}.{variant.Name}")), variants.Count),
            new("constraints", exercised, constraints.Count),
        ];

        HashSet<string> IdsOf(params Outcome[] outcomes) =>
            cases.Where(each => outcomes.Contains(each.Outcome)).Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>How to run the cases.</summary>
/// <param name="Parallel">How many cases run at a time; less than 1 counts as 1.</param>
/// <param name="FailsFast">Whether to stop after the first failure.</param>
/// <param name="MaxUnanswered">Stop after this many cases in a row without an answer.</param>
public sealed record VerificationRunOptions(int Parallel = 1, bool FailsFast = false, int MaxUnanswered = 3)
{
    /// <summary>When cancelled, running cases are completed, and the others are inconclusive.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>Whether a real provider's answers must equal the contract's examples byte by byte.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether to send a request again if its answer refutes an assumption, to learn an overlay from both answers.</summary>
    public bool Learns { get; init; }
}

/// <summary>The result of a run.</summary>
/// <param name="Outage">Why cases were not run, if the target stopped answering; otherwise null.</param>
/// <param name="HasAnswered">Whether the target has answered at all.</param>
public sealed record VerificationRunResult(ReportSection Section, string? Outage, bool HasAnswered)
{
    /// <summary>Why live and dead sessions cannot be distinguished on this target, in a sentence; null if they can.</summary>
    public string? Indistinct { get; init; }

    /// <summary>Whether there were cases that should end a session, but no session was seen to end.</summary>
    public bool HasSeenNoLogout { get; init; }

    /// <summary>An OpenAPI overlay with the learned corrections; null if there are none.</summary>
    public string? Overlay { get; init; }
}
