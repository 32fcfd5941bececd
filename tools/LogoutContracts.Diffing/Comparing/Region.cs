using LogoutContracts.Diffing.Refining;
using LogoutContracts.Diffing.Witnesses;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>The requests for which a rule finds the same.</summary>
internal sealed class Region(Sighting seen, int distance)
{
    private readonly ulong[] masks = new ulong[seen.Point.Length];
    private int nearest = distance;

    /// <summary>The request that is nearest to an example of one of the two variants.</summary>
    public Sighting Seen { get; private set; } = seen;

    public bool WasAssumed { get; set; } = true;

    public void Add(ulong[] cell, Sighting sighting, int distance)
    {
        for (var i = 0; i < masks.Length; i++)
            masks[i] |= cell[i];
        if (distance >= nearest)
            return;
        nearest = distance;
        Seen = sighting;
    }

    /// <summary>The values of each dimension, where these are not all that were reached.</summary>
    public string Describe(IReadOnlyList<Dimension> dimensions, ulong[] reached) => string.Join("; ", dimensions.Index()
        .Where(dimension => (masks[dimension.Index] & reached[dimension.Index]) != reached[dimension.Index])
        .OrderBy(dimension => dimension.Item.Name, StringComparer.Ordinal)
        .Select(dimension => $"{dimension.Item.Name} {string.Join(" or ", dimension.Item.LabelsOf(masks[dimension.Index]))}"));
}
