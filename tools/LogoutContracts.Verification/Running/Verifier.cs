using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Planning;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>Sends, matches and judges. Everything that wants to know whether a target keeps a contract asks here.</summary>
/// <param name="plan">The contract, planned for the release that the target is.</param>
public sealed class Verifier(MockPlan plan, Target target, RawHttpClient wire)
{
    private readonly StubPlan? stubs = target.Kind == TargetKind.Stubs ? StubPlanner.Plan(plan) : null;

    /// <summary>Brings the target into the variant's state, sends the example, and looks at the answer and at what the sessions are worth afterwards.</summary>
    /// <returns>Never an exception for what a target does: a target that fails gives a failed verdict, one that cannot be reached an inconclusive one.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public Task<Verdict> VerifyAsync(PlannedVariant variant, CancellationToken cancellation = default) => VerifyAsync(variant, null, cancellation);

    /// <param name="lease">The sessions that it may share with other variants; null: none.</param>
    internal async Task<Verdict> VerifyAsync(PlannedVariant variant, SessionLease? lease, CancellationToken cancellation)
    {
        var talk = new Conversation(plan, target, wire, cancellation);
        talk.Logins.Lease = lease;
        var run = new VariantRun(variant, talk);
        if (Unreachable(variant) is { } reason)
            return run.Inconclusive(reason);
        try
        {
            return await run.ToVerdictAsync();
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return run.Inconclusive(unanswered.Reason) with { Reachability = unanswered.Reachability };
        }
    }

    /// <summary>Why no request can bring this target to answer so; null where one can.</summary>
    private string? Unreachable(PlannedVariant variant)
    {
        if ((variant.Variant.Needs & Needs.Tls) != 0 && wire.Tls is null)
            return "Needs TLS and client certificates, which are not served over plain HTTP.";
        if (wire.Tls?.Lacking(variant) is { } lacking)
            return $"Needs the client certificate '{lacking.FileName}', which was not given.";
        var needsClock = (variant.Variant.Needs & Needs.Clock) != 0;
        if (needsClock && target.AdvanceClock is null && target.Kind != TargetKind.Stubs)
            return "Needs a clock that can be moved, and the target's cannot.";
        if (stubs?.NotExpressible.FirstOrDefault(entry => string.Equals(entry.Operation, variant.Operation, StringComparison.Ordinal) && string.Equals(entry.Variant, variant.Name, StringComparison.Ordinal)) is { } entry)
            return $"No stub can stand for it: {entry.Reason}";
        return target.Kind == TargetKind.Live && !variant.IsDefault ? "Another variant answers by default, and a live target cannot be asked for this one." : null;
    }
}
