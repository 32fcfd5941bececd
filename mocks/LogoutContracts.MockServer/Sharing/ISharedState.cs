using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>
/// State outside of the process, which several servers share. The clock and the reset throw
/// <see cref="StateUnavailableException"/> if the state cannot be reached in time.
/// </summary>
internal interface ISharedState : IAsyncDisposable
{
    /// <summary>The state of one contract. Call it for all contracts before <see cref="StartAsync"/>.</summary>
    /// <param name="state">The contract as it is served.</param>
    ISharedContract Of(ContractState state);

    /// <summary>Shares the journal with the other servers. Call it before <see cref="StartAsync"/>.</summary>
    /// <param name="own">The requests to this server, which it may read at any time.</param>
    ISharedJournal Share(Journal own);

    /// <summary>Starts to share the contracts. If the state cannot be reached, it goes on trying, and meanwhile is unavailable.</summary>
    Task StartAsync();

    /// <summary>Whether the state has been reached.</summary>
    bool IsReady { get; }

    /// <summary>How far the clock of the state is ahead of the real time.</summary>
    TimeSpan Ahead { get; }

    /// <summary>Advances the clock for all servers.</summary>
    void Advance(TimeSpan by);

    /// <summary>Restores the initial state of all contracts, and empties the journal, for all servers.</summary>
    void Reset();
}
