using System.Collections.Immutable;
using LogoutContracts.MockServer.Routing;

namespace LogoutContracts.MockServer.Overrides;

/// <summary>What a running mock was told to do otherwise than its contract says: answers that are forced, and faults. Asked for each request; costs one read while nothing was told.</summary>
internal sealed class ActiveOverrides
{
    // Each request asks all of them, so those that are over do not pile up.
    private const int MaxOver = 100;

    private ImmutableArray<Override> steers = [];

    public ImmutableArray<Override> All => steers;

    public void Add(Override steer) => ImmutableInterlocked.Update(ref steers, static (all, added) => (all.Length < MaxOver ? all : all.RemoveAll(steer => steer.Count.IsOver)).Add(added), steer);

    /// <returns>Whether there was one.</returns>
    public bool Remove(string id)
    {
        var before = steers;
        ImmutableInterlocked.Update(ref steers, (all, unwanted) => all.RemoveAll(steer => string.Equals(steer.Id, unwanted, StringComparison.Ordinal)), id);
        return before.Any(steer => string.Equals(steer.Id, id, StringComparison.Ordinal));
    }

    public void Clear(bool forces, bool faults) => ImmutableInterlocked.Update(
        ref steers, static (all, which) => all.RemoveAll(steer => steer.Variant is null ? which.faults : which.forces), (forces, faults));

    /// <summary>The answer that this request must get; null: its own.</summary>
    public RunningVariant? ForcedOn(RunningOperation operation)
    {
        if (steers.IsEmpty)
            return null;
        foreach (var steer in steers)
        {
            if (steer.Variant is not null && steer.Means(operation) && operation.Named(steer.Variant) is { } variant && steer.Count.Take())
                return variant;
        }

        return null;
    }

    /// <summary>What befalls this request; null: nothing.</summary>
    public Fault? FaultOn(RunningOperation operation)
    {
        if (steers.IsEmpty)
            return null;
        foreach (var steer in steers)
        {
            if (steer.Fault is not null && steer.Means(operation) && steer.Count.Take())
                return steer.Fault;
        }

        return null;
    }
}

/// <summary>One thing that a mock was told: either a variant to answer with, or a fault.</summary>
/// <param name="Asked">Id of the operation that it is for, as it was named; null: all operations of the contract, of a variant those that have one of its name.</param>
/// <param name="Place">Where requests to that operation are decided.</param>
internal sealed record Override(string Id, string? Asked, RunningOperation? Place, string? Variant, Fault? Fault, Trigger Occasion)
{
    public TriggerCounter Count { get; } = new(Occasion);

    public bool Means(RunningOperation operation) => Place is null || Place.IsAlso(operation);
}
