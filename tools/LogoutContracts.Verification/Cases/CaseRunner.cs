using System.Diagnostics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Learning;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Cases;

/// <summary>Looks at cases of one contract on one target, one at a time or several at once.</summary>
internal sealed class CaseRunner
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient wire;
    private readonly VerificationRunOptions options;
    private readonly ProviderRun run;
    private readonly Verifier verifier;
    private readonly SessionPool pool;

    /// <param name="plan">The contract, planned for the release that the target is.</param>
    public CaseRunner(MockPlan plan, Target target, RawHttpClient wire, VerificationRunOptions options)
    {
        this.plan = plan;
        this.target = target;
        this.wire = wire;
        this.options = options;
        pool = new(target.Accounts);
        run = new(plan, target, wire, options.IsStrict);
        verifier = new(plan, target, wire, run);
    }

    /// <summary>What the answers that came to two fresh sessions teach about the target: an overlay for its spec.</summary>
    /// <returns>Null if that is nothing, or if no logout of this run was effective.</returns>
    public string? Overlay(IEnumerable<CaseResult> results) =>
        Memory.HasSeenLogout ? LearnedOverlay.Text(plan, results.Select(result => result.Learned).OfType<(ObservedAnswer, ObservedAnswer)>(), Address, Today) : null;

    // A URL may carry a password.
    private Uri Address => new(target.BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>What the cases have found out about the target so far.</summary>
    public RunMemory Memory => run.Memory;

    /// <summary>Brings the target to where the case makes sense, and looks.</summary>
    /// <returns>Never an exception for what a target does: a target that cannot be reached gives an inconclusive case.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<CaseResult> RunAsync(VerificationCase verification, CancellationToken cancellation = default)
    {
        var since = Stopwatch.GetTimestamp();
        var lease = LeaseFor(verification);
        var finding = verification switch
        {
            _ when LoginInputsAreMissing(verification) => new([], "It logs in itself, and the inputs of the login are not given."),
            VerificationCase.OfVariant variant => await VariantAsync(variant.Variant, lease, cancellation),
            VerificationCase.OfNegative negative => await NegativeAsync(negative.Negative, lease, cancellation),
            VerificationCase.OfWorkflow workflow => await new WorkflowCaseRunner(plan, target, wire).RunAsync(workflow.Workflow, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(verification)),
        };
        lease?.Settle(finding.Steps, wire.Ledger);
        if (verification is not VerificationCase.OfWorkflow)
            lease?.Keep(finding.Steps, wire.Ledger);
        var found = CaseBuilder.Of(verification, finding, target.Kind, Stopwatch.GetElapsedTime(since));
        return new(found with { Correction = finding.Observed is { } observed ? LearnedOverlay.Correction(observed, Address, Today) : "" }, finding.Reachability)
        {
            Learned = finding is { Observed: { } first, ObservedAgain: { } second } ? (first, second) : null,
        };
    }

    /// <summary>On a provider, cases share sessions: those that leave them alive, and negatives. What an overlay is learned from needs fresh ones.</summary>
    private SessionLease? LeaseFor(VerificationCase verification) => target.Kind != TargetKind.Live ? null : new(
        pool, plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Name,
        mayShare: verification is VerificationCase.OfNegative || (!options.Learns && verification is { EndsSession: false, MovesClock: false }));

    /// <summary>If sessions come from elsewhere, the example's user and password are nobody's.</summary>
    private bool LoginInputsAreMissing(VerificationCase verification) =>
        (target.Accounts.Sessions.Count > 0 || target.Opener is not null) && !target.Accounts.HasLogin && verification switch
        {
            VerificationCase.OfVariant { Variant.Variant.Opens: true } => true,
            VerificationCase.OfNegative { Negative.Expected.Variant.Opens: true } => true,
            VerificationCase.OfWorkflow { Workflow: var workflow } => workflow.Steps.Any(step => plan.Contract.FindOperation(step.Operation)?.Session.Opens.Count > 0),
            _ => false,
        };

    private async Task<CaseFinding> VariantAsync(PlannedVariant variant, SessionLease? lease, CancellationToken cancellation)
    {
        // A mock can be asked for the answers of other releases, but not with a session that has expired: that was opened by a login, and so asks for nothing.
        if (!variant.Variant.HoldsIn(plan.Release) && (target.Kind == TargetKind.Live || variant.Variant.Given.Caller == CallerStates.Expired))
            return new([], $"It holds in release {string.Join(", ", variant.Variant.Releases)} only.") { IsApplicable = false };
        var verdict = await verifier.VerifyAsync(variant, lease, cancellation);
        if (verdict.Decision is not null)
        {
            var again = options.Learns && verdict.Observed is not null ? (await verifier.VerifyAsync(variant, cancellation)).Observed : null;
            return new(verdict.Steps, "") { Decision = verdict.Decision, Observed = verdict.Observed, ObservedAgain = again, Reachability = ReachabilityOf(verdict.Decision) };
        }

        var traces = verdict.Steps.Any(step => UniversalChecks.HasStackTrace(step.Exchange.Response));
        return new(verdict.Steps, verdict.Reason) { Reachability = verdict.Reachability, IsNever = traces, Extra = traces ? [UniversalChecks.StackTraceFound] : [] };
    }

    private static Reachability ReachabilityOf(CaseDecision decision) => decision.IsGone ? Reachability.Unreachable : Reachability.Answering;

    private async Task<CaseFinding> NegativeAsync(NegativeTest negative, SessionLease? lease, CancellationToken cancellation)
    {
        var talk = run.Converse(cancellation);
        talk.Logins.Lease = lease;
        try
        {
            if (target.Kind == TargetKind.Live)
            {
                var decided = await new ProviderNegativeRun(negative, talk, run.Probe, pool).RunAsync();
                return new(talk.Steps, "") { Decision = decided };
            }

            var mocked = new NegativeRun(negative, talk, pool);
            var reason = await mocked.RunAsync();
            return new(talk.Steps, reason ?? "") { IsNever = mocked.IsNever };
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return await run.UnansweredAsync(unanswered, talk) is { } decision
                ? new(talk.Steps, "") { Decision = decision, Reachability = ReachabilityOf(decision) } : new(talk.Steps, unanswered.Reason) { Reachability = unanswered.Reachability };
        }
    }
}

/// <summary>What a case came to.</summary>
/// <param name="Reachability">Whether the target sent anything back.</param>
internal sealed record CaseResult(ReportCase Case, Reachability Reachability = Reachability.Answering)
{
    /// <summary>The answers of two fresh sessions that refute the same assumption; null if there are not two.</summary>
    public (ObservedAnswer First, ObservedAnswer Second)? Learned { get; init; }
}
