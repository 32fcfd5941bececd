using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>A session of a bare server.</summary>
internal sealed class BareSession(string user)
{
    private int ended;

    public string User => user;

    public bool IsEnded => Volatile.Read(ref ended) != 0;

    public bool TryEnd() => Interlocked.Exchange(ref ended, 1) == 0;

    /// <summary>The sessions that our mock of this contract starts with.</summary>
    public static IEnumerable<SeededSession> SeedsOf(string contract) => SeedsOf(
        MockPlanner.Plan(SpecCatalog.BuiltIn.First(built => string.Equals(built.Id, contract, StringComparison.Ordinal))).Require());

    /// <summary>The sessions that our mock of this plan starts with.</summary>
    public static IEnumerable<SeededSession> SeedsOf(MockPlan plan) => plan.Variants
        .SelectMany(variant => variant.Seeds.Sessions).Where(session => session.State == SeedState.Live);
}
