using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Planning;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>Verifies that a target answers as the variants of a contract say.</summary>
public sealed class Verifier
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient wire;
    private readonly ProviderRun run;

    private readonly StubPlan? stubs;

    /// <param name="plan">The contract, planned for the release that the target implements.</param>
    public Verifier(MockPlan plan, Target target, RawHttpClient wire)
        : this(plan, target, wire, new(plan, target, wire))
    {
    }

    /// <param name="run">The run that the verdicts belong to.</param>
    internal Verifier(MockPlan plan, Target target, RawHttpClient wire, ProviderRun run)
    {
        this.plan = plan;
        this.target = target;
        this.wire = wire;
        this.run = run;
        stubs = target.Kind == TargetKind.Stubs ? StubPlanner.Plan(plan) : null;
    }

    /// <summary>
    /// Verifies one variant: brings the target into the required state, sends the example, compares the response, and probes the sessions
    /// afterwards.
    /// </summary>
    /// <returns>
    /// A verdict, also if the target misbehaves: failed if it violates the contract, inconclusive if it cannot be reached.
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller cancels.</exception>
    public Task<Verdict> VerifyAsync(PlannedVariant variant, CancellationToken cancellation = default) =>
        VerifyAsync(variant, null, cancellation);

    /// <param name="lease">The sessions that the case may share with others; null to share none.</param>
    internal async Task<Verdict> VerifyAsync(PlannedVariant variant, SessionLease? lease, CancellationToken cancellation)
    {
        var talk = run.Converse(cancellation);
        talk.Logins.Lease = lease;
        if (Unreachable(variant) is { } reason)
            return Inconclusive(variant, reason, talk);
        try
        {
            return target.Kind == TargetKind.Live
                ? await new ProviderVariantRun(variant, talk, run.Probe).ToVerdictAsync()
                : await new VariantRun(variant, talk).ToVerdictAsync();
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return await run.UnansweredAsync(unanswered, talk) is { } decision
                ? new(plan, variant, decision.Outcome, decision.Reason, talk.Steps) { Decision = decision }
                : Inconclusive(variant, unanswered.Reason, talk) with { Reachability = unanswered.Reachability };
        }
    }

    private Verdict Inconclusive(PlannedVariant variant, string reason, Conversation talk) =>
        new(plan, variant, Outcome.Inconclusive, reason, talk.Steps);

    /// <summary>Why this target cannot be made to answer with the variant; null if it can.</summary>
    private string? Unreachable(PlannedVariant variant)
    {
        if ((variant.Variant.Needs & Needs.Tls) != 0 && wire.Tls is null)
            return "Needs TLS and client certificates, which are not served over plain HTTP.";
        if (wire.Tls?.Lacking(variant) is { } lacking)
            return $"Needs the client certificate '{lacking.FileName}', which was not given.";
        if (variant.Variant.Rule.Clients.Contains(Client.Other) && plan.Contract.Sessions.Clients.Count < 2)
            return "Needs a second OAuth client; add --client-other.";
        var needsClock = (variant.Variant.Needs & Needs.Clock) != 0;
        if (needsClock && target.AdvanceClock is null && target.Kind != TargetKind.Stubs)
            return "Needs a clock that can be moved, and the target's cannot.";
        var inexpressible = stubs?.NotExpressible.FirstOrDefault(entry =>
            string.Equals(entry.Operation, variant.Operation, StringComparison.Ordinal)
            && string.Equals(entry.Variant, variant.Name, StringComparison.Ordinal));
        if (inexpressible is not null)
            return $"Stubs cannot express it: {inexpressible.Reason}";
        return target.Kind == TargetKind.Live && !variant.IsDefault
            ? "Another variant answers by default, and a live target cannot be asked for this one." : null;
    }
}
