using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>What the cases of one run against one target share.</summary>
internal sealed class ProviderRun
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient wire;

    /// <param name="isStrict">Whether responses must match the contract byte for byte.</param>
    public ProviderRun(MockPlan plan, Target target, RawHttpClient wire, bool isStrict = false)
    {
        this.plan = plan;
        this.target = target;
        this.wire = wire;
        Memory = new(isStrict);
        Probe = new(plan, Converse);
    }

    public RunMemory Memory { get; }

    public SessionProbe Probe { get; }

    public Conversation Converse(CancellationToken cancellation) => new(plan, target, wire, cancellation, Memory);

    /// <summary>Decides a case whose request got no response.</summary>
    /// <returns>Null if this is not a defect of the target.</returns>
    public Task<CaseDecision?> UnansweredAsync(NoResponse unanswered, Conversation talk) =>
        unanswered.IsClosed && target.Kind == TargetKind.Live ? TargetControl.AfterCloseAsync(talk) : Task.FromResult<CaseDecision?>(null);
}
