using LogoutContracts.Diffing.Refining;
using LogoutContracts.Diffing.Witnesses;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>The requests for which a rule finds the same.</summary>
internal sealed class Region(Sighting seen, int distance)
{
    // What matters most to a reader comes first.
    private static readonly string[] Order =
    [
        Dimensions.Caller, Dimensions.Target, Dimensions.Kind, Dimensions.User, Dimensions.OAuthClient, Dimensions.ClientCertificate,
        Dimensions.Method, Dimensions.Body, Dimensions.MediaTypeName,
    ];

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

    /// <summary>What the requests have in common: the values of each dimension, unless they follow from those before.</summary>
    /// <param name="cells">All requests that were compared, as bit masks per dimension.</param>
    public string Describe(IReadOnlyList<Dimension> dimensions, IReadOnlyList<ulong[]> cells)
    {
        var parts = new List<string>();
        var left = cells;
        foreach (var (i, dimension) in dimensions.Index().OrderBy(dimension => RankOf(dimension.Item.Name))
            .ThenBy(dimension => dimension.Item.Name, StringComparer.Ordinal))
        {
            var mask = masks[i];
            if (left.All(cell => (cell[i] & ~mask) == 0))
                continue;
            parts.Add($"{dimension.Name} {string.Join(" or ", dimension.LabelsOf(mask))}");
            left = [.. left.Where(cell => (cell[i] & mask) != 0)];
        }

        return string.Join("; ", parts);
    }

    private static int RankOf(string dimension) => Array.IndexOf(Order, dimension) is >= 0 and var rank ? rank : Order.Length;
}
