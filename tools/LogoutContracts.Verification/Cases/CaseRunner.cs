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
internal sealed class CaseRunner
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient wire;
    private readonly ProviderRun run;
    private readonly Verifier verifier;
    private readonly SessionPool pool = new();

    /// <param name="plan">The contract, planned for the release that the target is.</param>
    /// <param name="isStrict">Whether a real provider's answers must be to the byte what the contract shows.</param>
    public CaseRunner(MockPlan plan, Target target, RawHttpClient wire, bool isStrict = false)
    {
        this.plan = plan;
        this.target = target;
        this.wire = wire;
        run = new(plan, target, wire, isStrict);
        verifier = new(plan, target, wire, run);
    }

    /// <summary>What the cases have found out about the target so far.</summary>
    public RunMemory Memory => run.Memory;

    /// <summary>Brings the target to where the case makes sense, and looks.</summary>
    /// <returns>Never an exception for what a target does: a target that cannot be reached gives an inconclusive case.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<CaseResult> RunAsync(VerificationCase verification, CancellationToken cancellation = default)
    {
        var since = Stopwatch.GetTimestamp();
        var finding = verification switch
        {
            VerificationCase.OfVariant variant => await VariantAsync(variant.Variant, cancellation),
            VerificationCase.OfNegative negative => await NegativeAsync(negative.Negative, cancellation),
            VerificationCase.OfWorkflow workflow => await new WorkflowCaseRunner(plan, target, wire).RunAsync(workflow.Workflow, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(verification)),
        };
        return new(CaseBuilder.Of(verification, finding, target.Kind, Stopwatch.GetElapsedTime(since)), finding.Reachability);
    }

    private async Task<CaseFinding> VariantAsync(PlannedVariant variant, CancellationToken cancellation)
    {
        // A mock can be asked for the answers of other releases, but not with a session that has expired: that was opened by a login, and so asks for nothing.
        if (!variant.Variant.HoldsIn(plan.Release) && (target.Kind == TargetKind.Live || variant.Variant.Given.Caller == CallerStates.Expired))
            return new([], $"It holds in release {string.Join(", ", variant.Variant.Releases)} only.") { IsApplicable = false };
        var verdict = await verifier.VerifyAsync(variant, cancellation);
        if (verdict.Decision is not null)
            return new(verdict.Steps, "") { Decision = verdict.Decision };
        var traces = verdict.Steps.Any(step => UniversalChecks.HasStackTrace(step.Exchange.Response));
        return new(verdict.Steps, verdict.Reason) { Reachability = verdict.Reachability, IsNever = traces, Extra = traces ? [UniversalChecks.StackTraceFound] : [] };
    }

    private async Task<CaseFinding> NegativeAsync(NegativeTest negative, CancellationToken cancellation)
    {
        var talk = run.Converse(cancellation);
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
                ? new(talk.Steps, "") { Decision = decision } : new(talk.Steps, unanswered.Reason) { Reachability = unanswered.Reachability };
        }
    }
}

/// <summary>What a case came to.</summary>
/// <param name="Reachability">Whether the target sent anything back.</param>
internal sealed record CaseResult(ReportCase Case, Reachability Reachability = Reachability.Answering);
