using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.MockServer.Telemetry;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>What the admin API reads and changes: contracts, stubs, clock and journal; and the telemetry.</summary>
internal sealed class ServerState(
    IReadOnlyList<MockedContract> contracts, IReadOnlyList<StubMock> stubs, AdjustableClock clock, Journal journal,
    ServerTelemetry telemetry, ISharedState? shared, ISharedJournal? sharedJournal)
{
    private readonly Dictionary<string, MockedContract> byId = contracts.ToDictionary(
        contract => contract.Plan.Contract.Id, StringComparer.Ordinal);

    public IReadOnlyList<MockedContract> Contracts => contracts;

    public IReadOnlyList<StubMock> Stubs => stubs;

    /// <summary>The server's clock. It may be behind a shared one, until a request follows that.</summary>
    public AdjustableClock Clock => clock;

    /// <summary>The requests to this server.</summary>
    public Journal Journal => journal;

    /// <summary>The requests to this server and to those that share its state.</summary>
    public IJournalReader WholeJournal { get; } =
        sharedJournal is null ? new OwnJournal(journal) : new WholeJournal(sharedJournal, contracts, stubs);

    public ServerTelemetry Telemetry => telemetry;

    /// <exception cref="KeyNotFoundException">The server does not serve the contract.</exception>
    public MockedContract this[string contract] => byId[contract];

    /// <summary>Whether other servers may share the state.</summary>
    public bool IsShared => shared is not null;

    /// <summary>Whether requests can be answered: a shared state has been reached at least once.</summary>
    public bool IsReady => shared?.IsReady ?? true;

    /// <summary>How far the clock is ahead of the real time.</summary>
    public TimeSpan Ahead
    {
        get
        {
            if (shared is not null)
                clock.Follow(shared.Ahead);
            return clock.Ahead;
        }
    }

    /// <summary>Advances the clock. It keeps running from there.</summary>
    public void Advance(TimeSpan by)
    {
        if (shared is null)
            clock.Advance(by);
        else
            shared.Advance(by);
    }

    /// <summary>Restores the initial state: sessions, stubs, clock, journal, and no overrides.</summary>
    public void Reset()
    {
        // The clock last: set back first, it would revive sessions that have expired.
        shared?.Reset();
        foreach (var contract in contracts)
            contract.Reset();
        foreach (var stub in stubs)
            stub.Reset();
        clock.Reset();
        foreach (var contract in contracts)
            contract.Endpoint.Current.Sessions.RestartAges();
        journal.Clear();
    }
}
