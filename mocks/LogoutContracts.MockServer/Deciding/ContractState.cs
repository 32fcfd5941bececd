using LogoutContracts.MockServer.Limits;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>What a contract's mock answers by, all of it behind one reference, so that another can take its place at once.</summary>
internal sealed class ContractState
{
    private readonly RateLimiter limiter;

    private ContractState(RunningPlan running, SessionStore sessions, ActiveOverrides steering, RateLimiter limiter)
    {
        this.limiter = limiter;
        Running = running;
        Sessions = sessions;
        Redactor = new(running.Plan.Contract.Sessions);
        Decider = new(running.Plan.Contract.Sessions, sessions, steering, limiter);
        Certificates = CertificateDemands.Of(running.Plan);
    }

    public RunningPlan Running { get; }

    public MockPlan Plan => Running.Plan;

    public SessionStore Sessions { get; }

    public Redactor Redactor { get; }

    public Decider Decider { get; }

    public CertificateDemand Certificates { get; }

    public static ContractState First(MockPlan plan, TimeProvider clock, ActiveOverrides steering)
    {
        var running = new RunningPlan(plan);
        return new(running, new(plan.Contract.Sessions, clock, () => SeededSessions.Of(plan)), steering, new(clock));
    }

    /// <param name="kept">Whether the sessions live on.</param>
    public ContractState Next(MockPlan plan, ActiveOverrides steering, out bool kept)
    {
        var running = new RunningPlan(plan);
        return new(running, Sessions.Next(plan.Contract.Sessions, () => SeededSessions.Of(plan), out kept), steering, limiter);
    }

    /// <summary>Puts the sessions back to the start, and forgets all counted requests.</summary>
    public void Reset()
    {
        Sessions.Reset();
        limiter.Clear();
    }
}
