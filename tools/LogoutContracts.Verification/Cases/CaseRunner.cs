using System.Diagnostics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Cases;

/// <summary>Looks at cases of one contract on one target, one at a time or several at once.</summary>
/// <param name="plan">The contract, planned for the release that the target is.</param>
internal sealed class CaseRunner(MockPlan plan, Target target, RawHttpClient wire)
{
    private readonly Verifier verifier = new(plan, target, wire);
    private readonly SessionPool pool = new(target.Accounts);

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
        return new(CaseBuilder.Of(verification, finding, target.Kind, Stopwatch.GetElapsedTime(since)), finding.Reachability);
    }

    /// <summary>On a provider, cases that leave their sessions alive share them.</summary>
    private SessionLease? LeaseFor(VerificationCase verification) => target.Kind != TargetKind.Live || (verification is VerificationCase.OfNegative && !pool.IsGiven) ? null
        : new(pool, plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Name, mayShare: !verification.EndsSession && !verification.MovesClock);

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
        var traces = verdict.Steps.Any(step => UniversalChecks.HasStackTrace(step.Exchange.Response));
        return new(verdict.Steps, verdict.Reason) { Reachability = verdict.Reachability, IsNever = traces, Extra = traces ? [UniversalChecks.StackTraceFound] : [] };
    }

    private async Task<CaseFinding> NegativeAsync(NegativeTest negative, SessionLease? lease, CancellationToken cancellation)
    {
        var talk = new Conversation(plan, target, wire, cancellation);
        talk.Logins.Lease = lease;
        var run = new NegativeRun(negative, talk, pool);
        try
        {
            var reason = await run.RunAsync();
            return new(talk.Steps, reason ?? "") { IsNever = run.IsNever };
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return new(talk.Steps, unanswered.Reason) { Reachability = unanswered.Reachability };
        }
    }
}

/// <summary>What a case came to.</summary>
/// <param name="Reachability">Whether the target sent anything back.</param>
internal sealed record CaseResult(ReportCase Case, Reachability Reachability = Reachability.Answering);
