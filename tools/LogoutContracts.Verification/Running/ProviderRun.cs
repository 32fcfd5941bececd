using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>One run against one target: what its cases share.</summary>
internal sealed class ProviderRun
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient wire;

    /// <param name="isStrict">Whether answers must be to the byte what the contract shows.</param>
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

    /// <summary>What a request comes to that got no answer.</summary>
    /// <returns>Null if that says nothing about the target.</returns>
    public Task<CaseDecision?> UnansweredAsync(NoResponse unanswered, Conversation talk) =>
        unanswered.IsClosed && target.Kind == TargetKind.Live ? TargetControl.AfterCloseAsync(talk) : Task.FromResult<CaseDecision?>(null);
}
