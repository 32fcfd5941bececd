using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>What the admin API reads and changes: contracts, clock and journal.</summary>
internal sealed class ServerState(IReadOnlyList<MockedContract> contracts, AdjustableClock clock, Journal journal)
{
    private readonly Dictionary<string, MockedContract> byId = contracts.ToDictionary(
        contract => contract.Plan.Contract.Id, StringComparer.Ordinal);

    public IReadOnlyList<MockedContract> Contracts => contracts;

    public AdjustableClock Clock => clock;

    public Journal Journal => journal;

    /// <exception cref="KeyNotFoundException">The server does not serve the contract.</exception>
    public MockedContract this[string contract] => byId[contract];

    /// <summary>Restores the initial state: sessions, clock, journal, and no overrides.</summary>
    public void Reset()
    {
        // The clock last: set back first, it would revive sessions that have expired.
        foreach (var contract in contracts)
            contract.Reset();
        clock.Reset();
        journal.Clear();
    }
}
