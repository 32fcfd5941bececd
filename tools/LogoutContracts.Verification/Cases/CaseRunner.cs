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

/// <summary>Runs the cases of one contract against one target. Safe for concurrent use.</summary>
internal sealed class CaseRunner
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient client;
    private readonly VerificationRunOptions options;
    private readonly ProviderRun run;
    private readonly Verifier verifier;
    private readonly SessionPool pool;

    /// <param name="plan">The contract, planned for the release of the target.</param>
    public CaseRunner(MockPlan plan, Target target, RawHttpClient client, VerificationRunOptions options)
    {
        this.plan = plan;
        this.target = target;
        this.client = client;
        this.options = options;
        pool = new(target.Accounts);
        run = new(plan, target, client, options.IsStrict);
        verifier = new(plan, target, client, run);
    }

    /// <summary>An OpenAPI overlay that corrects the spec, from answers that two fresh sessions got alike.</summary>
    /// <returns>Null if there is nothing to correct, or if no logout of this run was effective.</returns>
    public string? Overlay(IEnumerable<CaseResult> results)
    {
        var learned = results.Select(result => result.Learned).OfType<(ObservedAnswer, ObservedAnswer)>();
        return Memory.HasSeenLogout ? LearnedOverlay.Text(plan, learned, Address, Today) : null;
    }

    // Without user information and query, which may contain a password.
    private Uri Address => new(target.BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>What the cases have found out about the target so far.</summary>
    public RunMemory Memory => run.Memory;

    /// <summary>Brings the target into the state that the case needs, and runs the case.</summary>
    /// <returns>The result, whatever the target does. If it cannot be reached, the case is inconclusive.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<CaseResult> RunAsync(VerificationCase verification, CancellationToken cancellation = default)
    {
        var since = Stopwatch.GetTimestamp();
        var lease = LeaseFor(verification);
        var finding = verification switch
        {
            _ when LoginInputsAreMissing(verification) => new([], "Needs the inputs of the login, which were not given."),
            VerificationCase.OfVariant variant => await VariantAsync(variant.Variant, lease, cancellation),
            VerificationCase.OfNegative negative => await NegativeAsync(negative.Negative, lease, cancellation),
            VerificationCase.OfWorkflow workflow =>
                await new WorkflowCaseRunner(plan, target, client).RunAsync(workflow.Workflow, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(verification)),
        };
        if (!verification.RenewsSession)
            lease?.Settle(finding.Steps, client.Ledger);
        if (verification is not VerificationCase.OfWorkflow)
            lease?.Keep(finding.Steps, client.Ledger);
        var found = CaseBuilder.Of(verification, finding, target.Kind, Stopwatch.GetElapsedTime(since));
        var correction = finding.Observed is { } observed ? LearnedOverlay.Correction(observed, Address, Today) : "";
        return new(found with { Correction = correction }, finding.Reachability)
        {
            Learned = finding is { Observed: { } first, ObservedAgain: { } second } ? (first, second) : null,
        };
    }

    /// <summary>Gives up the sessions that cases share, because a case may have ended them.</summary>
    public void ForgetSessions()
    {
        pool.Clear();
        run.Probe.Forget();
    }

    /// <summary>Which sessions a case on a real provider may use; null for other targets.</summary>
    /// <remarks>Negatives and cases that leave sessions alive share them, but an overlay is learned from fresh sessions only.</remarks>
    private SessionLease? LeaseFor(VerificationCase verification)
    {
        if (target.Kind != TargetKind.Live)
            return null;
        var mayShare = verification is VerificationCase.OfNegative
            || (!options.Learns && verification is { EndsSession: false, MovesClock: false });
        return new(pool, plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Name, mayShare)
        {
            AskedIds = [.. plan.Contract.Sessions.Ids.Select(id => id.Name).Where(id => LoginInputs.GiverOf(plan, id) is not null)],
            Probed = [.. plan.Probes.Skip(1).Select(probe => probe.Credential)],
        };
    }

    /// <summary>Whether the case logs in itself, but sessions come from elsewhere, and no user name and password were given.</summary>
    private bool LoginInputsAreMissing(VerificationCase verification) =>
        (target.Accounts.Sessions.Count > 0 || target.Opener is not null) && !target.Accounts.HasLogin && verification switch
        {
            VerificationCase.OfVariant { Variant.Variant.Opens: true } => true,
            VerificationCase.OfNegative { Negative.Expected.Variant.Opens: true } => true,
            VerificationCase.OfWorkflow { Workflow: var workflow } =>
                workflow.Steps.Any(step => plan.Contract.FindOperation(step.Operation)?.Session.Opens.Count > 0),
            _ => false,
        };

    private async Task<CaseFinding> VariantAsync(PlannedVariant variant, SessionLease? lease, CancellationToken cancellation)
    {
        // Seeded sessions select the answers of other releases on a mock. An expired session is opened by a login, so it selects none.
        if (!variant.Variant.HoldsIn(plan.Release)
            && (target.Kind == TargetKind.Live || variant.Variant.Given.Caller == CallerStates.Expired))
        {
            return new([], $"It holds in release {string.Join(", ", variant.Variant.Releases)} only.") { IsApplicable = false };
        }

        var verdict = await verifier.VerifyAsync(variant, lease, cancellation);
        if (verdict.Decision is not null)
        {
            var again = options.Learns && verdict.Observed is not null
                ? (await verifier.VerifyAsync(variant, cancellation)).Observed : null;
            return new(verdict.Steps, "")
            {
                Decision = verdict.Decision,
                Observed = verdict.Observed,
                ObservedAgain = again,
                Reachability = ReachabilityOf(verdict.Decision),
            };
        }

        var hasStackTrace = verdict.Steps.Any(step => UniversalChecks.HasStackTrace(step.Exchange.Response));
        return new(verdict.Steps, verdict.Reason)
        {
            Reachability = verdict.Reachability,
            IsNever = hasStackTrace,
            Extra = hasStackTrace ? [UniversalChecks.StackTraceFound] : [],
        };
    }

    private static Reachability ReachabilityOf(CaseDecision decision) =>
        decision.IsGone ? Reachability.Unreachable : Reachability.Answering;

    private async Task<CaseFinding> NegativeAsync(NegativeTest negative, SessionLease? lease, CancellationToken cancellation)
    {
        var conversation = run.Converse(cancellation);
        conversation.Logins.Lease = lease;
        try
        {
            if (target.Kind == TargetKind.Live)
            {
                var decided = await new ProviderNegativeRun(negative, conversation, run.Probe, pool).RunAsync();
                return new(conversation.Steps, "") { Decision = decided };
            }

            var mocked = new NegativeRun(negative, conversation, pool);
            var reason = await mocked.RunAsync();
            return new(conversation.Steps, reason ?? "") { IsNever = mocked.IsNever };
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return await run.UnansweredAsync(unanswered, conversation) is { } decision
                ? new(conversation.Steps, "") { Decision = decision, Reachability = ReachabilityOf(decision) }
                : new(conversation.Steps, unanswered.Reason) { Reachability = unanswered.Reachability };
        }
    }
}

/// <summary>The result of a case.</summary>
/// <param name="Reachability">Whether the target sent anything back.</param>
internal sealed record CaseResult(ReportCase Case, Reachability Reachability = Reachability.Answering)
{
    /// <summary>The answers to two fresh sessions that refute the same assumption; null if there are not two.</summary>
    public (ObservedAnswer First, ObservedAnswer Second)? Learned { get; init; }
}
