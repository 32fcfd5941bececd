using System.Collections.Immutable;
using System.Globalization;
using LogoutContracts.MockServer.Routing;

namespace LogoutContracts.MockServer.Overrides;

/// <summary>
/// Forced answers and faults of a running mock. Each request checks them; while there are none, the check costs one read.
/// </summary>
internal sealed class ActiveOverrides : OverrideList
{
    // Each request checks all overrides, so expired ones must not accumulate.
    private const int MaxExpired = 100;

    private ImmutableArray<Override> overrides = [];
    private long count;

    public override IReadOnlyList<Override> All => overrides;

    public override string NextNumber() => Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);

    public override void Add(Override added) => ImmutableInterlocked.Update(
        ref overrides,
        static (all, added) => (all.Length < MaxExpired ? all : all.RemoveAll(active => active.Count.IsOver)).Add(added),
        added);

    public override bool Remove(string id)
    {
        var before = overrides;
        ImmutableInterlocked.Update(
            ref overrides, (all, unwanted) => all.RemoveAll(active => string.Equals(active.Id, unwanted, StringComparison.Ordinal)), id);
        return before.Any(active => string.Equals(active.Id, id, StringComparison.Ordinal));
    }

    public override void Clear(bool forces, bool faults) => ImmutableInterlocked.Update(
        ref overrides, static (all, which) => all.RemoveAll(active => active.Fault is null ? which.forces : which.faults),
        (forces, faults));

    /// <summary>The variant to answer this request with, or null. Counts the request.</summary>
    public RunningVariant? ForcedOn(RunningOperation operation) =>
        Take(operation, static active => active.Variant is not null) is { Variant: { } variant } ? operation.Named(variant) : null;

    /// <summary>The answer to send to this request without looking at the contract, or null. Counts the request.</summary>
    public RawAnswer? RawOn(RunningOperation operation) => Take(operation, static active => active.Raw is not null)?.Raw;

    /// <summary>The fault to inject into this request, or null. Counts the request.</summary>
    public Fault? FaultOn(RunningOperation operation) => Take(operation, static active => active.Fault is not null)?.Fault;

    private Override? Take(RunningOperation operation, Func<Override, bool> isWanted)
    {
        if (overrides.IsEmpty)
            return null;
        foreach (var active in overrides)
        {
            if (isWanted(active) && active.Means(operation) && active.Count.Take())
                return active;
        }

        return null;
    }
}

/// <summary>A forced answer or a fault. One of the variant, the raw answer and the fault is set.</summary>
/// <param name="OperationId">
/// Id of the operation as the client sent it; null for all operations, or all that have a variant with this name.
/// </param>
/// <param name="Place">The operation it applies to; null for all.</param>
internal sealed record Override(string Id, string? OperationId, RunningOperation? Place, Trigger Trigger)
{
    public string? Variant { get; init; }

    public RawAnswer? Raw { get; init; }

    public Fault? Fault { get; init; }

    public TriggerCounter Count { get; init; } = new(Trigger);

    public bool Means(RunningOperation operation) =>
        (Place is null || Place.IsAlso(operation)) && (Variant is null || operation.Named(Variant) is not null);
}
