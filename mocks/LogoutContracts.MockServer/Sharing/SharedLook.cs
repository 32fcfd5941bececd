using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>What a request needs of a shared state, at one moment.</summary>
/// <param name="look">Sessions in a table that no other request uses.</param>
/// <param name="now">When it was read, in the real time of the state.</param>
/// <param name="ahead">How far the clock of the state is ahead of the real time.</param>
/// <param name="overrides">All forced answers and faults of the contract.</param>
internal abstract class SharedLook(Look look, DateTime now, TimeSpan ahead, IReadOnlyList<Override> overrides)
{
    public Look Look => look;

    public DateTime Now => now;

    public TimeSpan Ahead => ahead;

    public IReadOnlyList<Override> Overrides => overrides;
}
