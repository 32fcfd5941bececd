using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Cases;

/// <summary>All that is to be looked at on one target, some of it side by side.</summary>
/// <param name="plan">The contract, planned for the release that the target is.</param>
public sealed class VerificationRun(MockPlan plan, Target target, RawHttpClient wire, VerificationRunOptions options)
{
    private readonly CaseRunner runner = new(plan, target, wire, options);
    private readonly Lock telling = new();
    private int silences;
    private bool hasAnswered;
    private string? stopped;

    /// <summary>Looks at the cases, in the order given as far as one runs at a time; those that move the clock last, and alone.</summary>
    /// <param name="cases">Of the plan's contract; see <see cref="VerificationCase.AllOf"/>.</param>
    /// <param name="onCase">Told of each case as it is done, one at a time.</param>
    /// <returns>A section of a report, its cases in the order given.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<VerificationRunResult> RunAsync(IReadOnlyList<VerificationCase> cases, Action<ReportCase>? onCase = null, CancellationToken cancellation = default)
    {
        var done = new ReportCase?[cases.Count];
        var results = new CaseResult?[cases.Count];
        var places = Enumerable.Range(0, cases.Count).ToList();
        foreach (var (place, reason) in SuppliedSession.Spared(cases, target.Accounts))
            Tell(place, new(CaseBuilder.Untried(cases[place], reason)));
        var open = places.Where(place => done[place] is null).ToList();
        var order = target.Accounts.Session.Count > 0 ? open.OrderBy(place => cases[place].EndsSession).ToList() : open;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = target.Accounts.Session.Count > 0 ? 1 : Math.Max(1, options.Parallel), CancellationToken = cancellation };
        await Parallel.ForEachAsync(order.Where(place => !cases[place].MovesClock), parallel, RunOneAsync);
        foreach (var place in order.Where(place => cases[place].MovesClock))
            await RunOneAsync(place, cancellation);
        var sorted = places.Select(place => done[place]!).ToValueList();
        var section = new ReportSection(plan.Contract.Id, plan.Contract.Title, plan.Release, target.BaseUrl.ToString(), sorted, CoverageOf(sorted)) { Remarks = runner.Memory.Remarks.ToValueList() };
        return new(section, silences > 0 ? OutageText() : null, hasAnswered)
        {
            Overlay = options.Learns ? runner.Overlay(results.OfType<CaseResult>()) : null,
            Indistinct = runner.Memory.Problem,
            HasSeenNoLogout = target.Kind == TargetKind.Live && !runner.Memory.HasSeenLogout && cases.Where((each, place) => each.EndsSession && sorted[place].Outcome != Outcome.NotApplicable).Any(),
        };

        string? OutageText() => hasAnswered && stopped is not null && runner.Memory.LastSent is { } last ? $"{stopped} The last request before: {last}." : stopped;

        async ValueTask RunOneAsync(int place, CancellationToken cancelled) => Tell(place, Volatile.Read(ref stopped) is { } reason
            ? new(CaseBuilder.Untried(cases[place], $"Not tried: {reason}")) : await runner.RunAsync(cases[place], cancelled));

        void Tell(int place, CaseResult result)
        {
            lock (telling)
            {
                (done[place], results[place]) = (result.Case, result);
                if (stopped is null)
                    Consider(result);
                onCase?.Invoke(result.Case);
            }
        }
    }

    /// <summary>Stops where going on would only say the same again.</summary>
    private void Consider(CaseResult result)
    {
        if (result.Reachability != Reachability.Answering)
        {
            // A target that a request has ended, or that has never answered and accepts no connection will not accept the next one either.
            if (++silences >= options.Silences || (!hasAnswered && result.Reachability == Reachability.Unreachable) || result.Case.Outcome == Outcome.Failed)
                Volatile.Write(ref stopped, silences == 1 ? result.Case.Reason : string.Create(null, $"{result.Case.Reason} ({silences} times in a row)"));
            return;
        }

        silences = 0;
        hasAnswered |= result.Case.Steps.Count > 0;
        if (options.FailsFast && result.Case.Outcome == Outcome.Failed)
            Volatile.Write(ref stopped, $"'{result.Case.Id}' failed, and the run ends with the first failure.");
    }

    private ValueList<Coverage> CoverageOf(ValueList<ReportCase> cases)
    {
        var decided = cases.Where(each => each.Outcome is Outcome.Passed or Outcome.Failed or Outcome.Refuted).Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var elsewhere = cases.Where(each => each.Outcome == Outcome.NotApplicable).Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var variants = plan.Variants.Where(variant => !elsewhere.Contains($"{variant.Operation}.{variant.Name}")).ToList();
        var constraints = NegativePlanner.Plan(plan).Constraints;
        return
        [
            new("variants", variants.Count(variant => decided.Contains($"{variant.Operation}.{variant.Name}")), variants.Count),
            new("constraints", constraints.Count(constraint => constraint.Untried.Length == 0 && constraint.Tried.All(decided.Contains)), constraints.Count),
        ];
    }
}

/// <param name="Parallel">Cases at a time.</param>
/// <param name="FailsFast">Whether nothing more is tried after a failure.</param>
/// <param name="Silences">After how many cases in a row without an answer nothing more is tried.</param>
public sealed record VerificationRunOptions(int Parallel = 1, bool FailsFast = false, int Silences = 3)
{
    /// <summary>Whether a real provider's answers must be to the byte what the contract shows.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether an answer that refutes an assumption is asked for once more, so that the spec can learn it.</summary>
    public bool Learns { get; init; }
}

/// <param name="Outage">Why not all was tried, where the target stopped answering; null otherwise.</param>
/// <param name="HasAnswered">Whether it answered at all.</param>
public sealed record VerificationRunResult(ReportSection Section, string? Outage, bool HasAnswered)
{
    /// <summary>Why live and dead cannot be told apart on this target, in a sentence; null if they can.</summary>
    public string? Indistinct { get; init; }

    /// <summary>Whether there were cases that end a session, and none was seen to end one.</summary>
    public bool HasSeenNoLogout { get; init; }

    /// <summary>An OpenAPI overlay with what was learned; null if that is nothing.</summary>
    public string? Overlay { get; init; }
}
