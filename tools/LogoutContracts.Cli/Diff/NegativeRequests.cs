using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Negatives;

namespace LogoutContracts.Cli.Diff;

/// <summary>The negative tests of a contract, as requests that both versions of it answer.</summary>
internal static class NegativeRequests
{
    public static IEnumerable<TriedRequest> Of(MockPlan plan) => NegativePlanner.Plan(plan).Negatives.Select(test => test.Sample(plan))
        .Select(sample => new TriedRequest(sample.Request, sample.Sessions));
}
