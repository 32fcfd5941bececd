using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Limits;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Everything that a contract's answers depend on, behind one reference, so that a reload can replace it atomically.</summary>
internal sealed class ContractState
{
    private readonly RateLimiter limiter;

    private ContractState(RunningPlan running, SessionStore sessions, RateLimiter limiter)
    {
        this.limiter = limiter;
        Running = running;
        Sessions = sessions;
        Redactor = new(running.Plan.Contract.Sessions);
        Decider = new(running.Plan.Contract.Sessions, limiter);
        Certificates = CertificateDemands.Of(running.Plan);
    }

    public RunningPlan Running { get; }

    public MockPlan Plan => Running.Plan;

    public SessionStore Sessions { get; }

    public Redactor Redactor { get; }

    public Decider Decider { get; }

    public CertificateDemand Certificates { get; }

    public static ContractState First(MockPlan plan, TimeProvider clock)
    {
        var running = new RunningPlan(plan);
        return new(running, new(plan.Contract.Sessions, clock, () => SeededSessions.Of(plan)), new(clock));
    }

    /// <summary>The state after a reload.</summary>
    /// <param name="kept">Whether the sessions were kept.</param>
    public ContractState Next(MockPlan plan, out bool kept)
    {
        var running = new RunningPlan(plan);
        return new(running, Sessions.Next(plan.Contract.Sessions, () => SeededSessions.Of(plan), out kept), limiter);
    }

    /// <summary>Decides a request on the sessions in memory.</summary>
    public Decision Decide(in OperationCall call)
    {
        var count = default(LimitCount);
        Decision decision;
        while (!Decider.TryDecide(Sessions.Look(), call, ref count, out decision))
        {
        }

        return decision;
    }

    /// <summary>Resets the sessions and the counts of the rate limits.</summary>
    public void Reset()
    {
        Sessions.Reset();
        limiter.Clear();
    }
}
