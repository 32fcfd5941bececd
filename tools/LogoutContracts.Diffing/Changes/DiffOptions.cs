using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Diffing.Changes;

/// <summary>Settings of a comparison.</summary>
public sealed record DiffOptions
{
    /// <summary>
    /// More requests that both versions answer, such as the negative tests of a contract: they violate one constraint each, or only just
    /// meet it. The examples of both versions are always tried.
    /// </summary>
    public Func<MockPlan, IEnumerable<TriedRequest>> MoreRequests { get; init; } = static _ => [];
}
