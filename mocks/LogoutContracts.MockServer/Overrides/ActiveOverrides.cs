using System.Collections.Immutable;
using LogoutContracts.MockServer.Routing;

namespace LogoutContracts.MockServer.Overrides;

/// <summary>
/// Forced answers and faults of a running mock. Each request checks them; while there are none, the check costs one read.
/// </summary>
internal sealed class ActiveOverrides
{
    // Each request checks all overrides, so expired ones must not accumulate.
    private const int MaxOver = 100;

    private ImmutableArray<Override> steers = [];

    public ImmutableArray<Override> All => steers;

    public void Add(Override steer) => ImmutableInterlocked.Update(ref steers, static (all, added) => (all.Length < MaxOver ? all : all.RemoveAll(steer => steer.Count.IsOver)).Add(added), steer);

    /// <returns>Whether the id was found.</returns>
    public bool Remove(string id)
    {
        var before = steers;
        ImmutableInterlocked.Update(ref steers, (all, unwanted) => all.RemoveAll(steer => string.Equals(steer.Id, unwanted, StringComparison.Ordinal)), id);
        return before.Any(steer => string.Equals(steer.Id, id, StringComparison.Ordinal));
    }

    public void Clear(bool forces, bool faults) => ImmutableInterlocked.Update(
        ref steers, static (all, which) => all.RemoveAll(steer => steer.Variant is null ? which.faults : which.forces), (forces, faults));

    /// <summary>The answer to force on this request, or null. Counts the request.</summary>
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

    /// <summary>The fault to inject into this request, or null. Counts the request.</summary>
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

/// <summary>A forced answer or a fault.</summary>
/// <param name="Asked">
/// Id of the operation as the client sent it; null for all operations, or all that have a variant with this name.
/// </param>
/// <param name="Place">The operation it applies to; null for all.</param>
internal sealed record Override(string Id, string? Asked, RunningOperation? Place, string? Variant, Fault? Fault, Trigger Occasion)
{
    public TriggerCounter Count { get; } = new(Occasion);

    public bool Means(RunningOperation operation) => Place is null || Place.IsAlso(operation);
}
