using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.MockServer.Telemetry;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>What the admin API reads and changes: contracts, stubs, clock and journal; and the telemetry.</summary>
internal sealed class ServerState(
    IReadOnlyList<MockedContract> contracts, IReadOnlyList<StubMock> stubs, AdjustableClock clock, Journal journal,
    ServerTelemetry telemetry)
{
    private readonly Dictionary<string, MockedContract> byId = contracts.ToDictionary(
        contract => contract.Plan.Contract.Id, StringComparer.Ordinal);

    public IReadOnlyList<MockedContract> Contracts => contracts;

    public IReadOnlyList<StubMock> Stubs => stubs;

    public AdjustableClock Clock => clock;

    public Journal Journal => journal;

    public ServerTelemetry Telemetry => telemetry;

    /// <exception cref="KeyNotFoundException">The server does not serve the contract.</exception>
    public MockedContract this[string contract] => byId[contract];

    /// <summary>Restores the initial state: sessions, stubs, clock, journal, and no overrides.</summary>
    public void Reset()
    {
        // The clock last: set back first, it would revive sessions that have expired.
        foreach (var contract in contracts)
            contract.Reset();
        foreach (var stub in stubs)
            stub.Reset();
        clock.Reset();
        journal.Clear();
    }
}
