using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres;

namespace LogoutContracts.Tests.Replicas.Planted;

/// <summary>A shared state with a bug in each contract.</summary>
/// <param name="plant">Puts the bug into a sound contract.</param>
internal sealed class PlantedState(PostgresState sound, Func<ContractState, ISharedContract, ISharedContract> plant) : ISharedState
{
    public bool IsReady => sound.IsReady;

    public TimeSpan Ahead => sound.Ahead;

    public ISharedContract Of(ContractState state) => plant(state, sound.Of(state));

    public ISharedJournal Share(Journal own) => sound.Share(own);

    public Task StartAsync() => sound.StartAsync();

    public void Advance(TimeSpan by) => sound.Advance(by);

    public void Reset() => sound.Reset();

    public ValueTask DisposeAsync() => sound.DisposeAsync();
}

/// <summary>A contract that behaves like another one, until something is overridden.</summary>
internal abstract class PlantedContract(ISharedContract sound) : ISharedContract
{
    public TimeSpan Timeout => sound.Timeout;

    public OverrideList Overrides => sound.Overrides;

    protected ISharedContract Sound => sound;

    public virtual ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline) => sound.LookAsync(query, deadline);

    public virtual ValueTask<bool> TryApplyAsync(SharedLook look, Deadline deadline) => sound.TryApplyAsync(look, deadline);

    public ValueTask<long?> CountAsync(string overrideId, Deadline deadline) => sound.CountAsync(overrideId, deadline);

    public ValueTask<SessionCounts> CountSessionsAsync(Deadline deadline) => sound.CountSessionsAsync(deadline);

    public ValueTask<long> CountSessionsAsync(SessionFilter filter) => sound.CountSessionsAsync(filter);

    public ValueTask<Look> PageAsync(SessionFilter filter, long offset, int limit) => sound.PageAsync(filter, offset, limit);
}
