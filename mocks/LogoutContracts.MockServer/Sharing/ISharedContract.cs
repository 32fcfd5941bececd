using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>
/// The sessions, forced answers and faults of one contract, which several servers share. All members throw
/// <see cref="StateUnavailableException"/> if the state cannot be reached in time.
/// </summary>
internal interface ISharedContract
{
    /// <summary>How long a request may wait for the state.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Reads the sessions that a query asks for into a table of its own.</summary>
    ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline);

    /// <summary>Stores what has changed in the table of a look, all or nothing.</summary>
    /// <returns>False if a concurrent request has changed any of it; then nothing is stored.</returns>
    ValueTask<bool> TryApplyAsync(SharedLook look, Deadline deadline);

    /// <summary>Counts a request that a forced answer or fault may apply to.</summary>
    /// <returns>The number of the request, from 1; null if the override has been removed.</returns>
    ValueTask<long?> CountAsync(string overrideId, Deadline deadline);

    /// <summary>Counts the sessions, without reading them into the process.</summary>
    /// <returns>The numbers of the last count, if it is recent and a new one takes longer than until the deadline.</returns>
    ValueTask<SessionCounts> CountSessionsAsync(Deadline deadline);

    /// <summary>Counts the sessions that a filter selects. It may take a minute.</summary>
    ValueTask<long> CountSessionsAsync(SessionFilter filter);

    /// <summary>Reads some of the sessions that a filter selects, the newest first, to look at them. It may take a minute.</summary>
    /// <param name="offset">How many to leave out at the start.</param>
    ValueTask<Look> PageAsync(SessionFilter filter, long offset, int limit);

    /// <summary>The forced answers and faults.</summary>
    OverrideList Overrides { get; }
}
