using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Refining;

/// <summary>All requests that the rules of two versions of an operation tell apart, as a product of dimensions.</summary>
internal sealed class RequestSpace
{
    private const int MostSteps = 1 << 21;

    private readonly OperationSide old;
    private readonly OperationSide @new;
    private readonly Possibility possibility;
    private readonly int constrained;
    private readonly Dictionary<PlannedVariant, ulong[]> masks = new(ReferenceEqualityComparer.Instance);

    private RequestSpace(OperationSide old, OperationSide @new, List<Dimension> dimensions)
    {
        this.old = old;
        this.@new = @new;
        Dimensions = dimensions;
        possibility = new(dimensions, old, @new);
        constrained = dimensions.Count(Possibility.Concerns);
    }

    /// <summary>Those in which combinations can be impossible come first.</summary>
    public List<Dimension> Dimensions { get; }

    public static RequestSpace Of(OperationSide old, OperationSide @new, ValueNames names) =>
        new(old, @new, [.. Refining.Dimensions.Of(old, @new, names).OrderBy(dimension => Possibility.Concerns(dimension) ? 0 : 1)]);

    /// <summary>Why the space cannot be walked; null if it can.</summary>
    public string? WhyNot => Dimensions.Find(dimension => dimension.Values.Count > Dimension.MostValues) is { } wide
        ? $"its rules tell {wide.Values.Count} values of '{wide.Name}' apart, and {Dimension.MostValues} are the most that can be compared"
        : null;

    /// <summary>Visits all requests in cells.</summary>
    /// <returns>False if there are too many.</returns>
    public bool Walk(ProviderCondition condition, Action<Cell> visit)
    {
        var walk = new Walker(this, [.. Ruled(old, condition)], [.. Ruled(@new, condition)], visit);
        return walk.Run();
    }

    /// <summary>The variant that answers a request; null if there is none.</summary>
    public PlannedVariant? Winner(bool isOld, ProviderCondition condition, int[] point) =>
        Ruled(isOld ? old : @new, condition).FirstOrDefault(ruled => Contains(ruled.Masks, point)).Variant;

    public bool IsPossible(int[] point) => possibility.IsPossible(point);

    public ulong[] MasksOf(PlannedVariant variant, bool isOld)
    {
        if (masks.TryGetValue(variant, out var known))
            return known;
        var side = isOld ? old : @new;
        return masks[variant] = [.. Dimensions.Select(dimension => dimension.MaskOf(side, variant.Variant.Rule))];
    }

    private IEnumerable<(PlannedVariant Variant, ulong[] Masks)> Ruled(OperationSide side, ProviderCondition condition) =>
        side.Under(condition)
        .Select(variant => (variant, MasksOf(variant, ReferenceEquals(side, old)))).Where(ruled => !ruled.Item2.Contains(0UL));

    private static bool Contains(ulong[] region, int[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            if ((region[i] >> point[i] & 1) == 0)
                return false;
        }

        return true;
    }

    /// <summary>Chooses a value per dimension, and keeps the rules that match so far.</summary>
    private sealed class Walker(
        RequestSpace space, List<(PlannedVariant Variant, ulong[] Masks)> old, List<(PlannedVariant Variant, ulong[] Masks)> @new,
        Action<Cell> visit)
    {
        private readonly int[] point = new int[space.Dimensions.Count];
        private readonly ulong[] box = [.. space.Dimensions.Select(dimension => dimension.All)];
        private int steps;

        public bool Run() => Descend(0, [.. Enumerable.Range(0, old.Count)], [.. Enumerable.Range(0, @new.Count)]);

        private bool Descend(int depth, int[] fromOld, int[] fromNew)
        {
            if (++steps > MostSteps)
                return false;
            if (fromOld.Length == 0 && fromNew.Length == 0)
                return true;
            if (depth == space.constrained && !space.possibility.IsPossible(point))
                return true;
            if (depth >= space.constrained && IsDecided(old, fromOld, depth) && IsDecided(@new, fromNew, depth))
            {
                for (var i = depth; i < point.Length; i++)
                {
                    point[i] = 0;
                    box[i] = space.Dimensions[i].All;
                }

                visit(new(Winner(old, fromOld), Winner(@new, fromNew), point, box));
                return true;
            }

            return depth < space.constrained ? EachValue(depth, fromOld, fromNew) : EachGroup(depth, fromOld, fromNew);
        }

        private bool EachValue(int depth, int[] fromOld, int[] fromNew)
        {
            for (var value = 0; value < space.Dimensions[depth].Values.Count; value++)
            {
                point[depth] = value;
                box[depth] = 1UL << value;
                if (!Descend(depth + 1, Left(old, fromOld, depth, value), Left(@new, fromNew, depth, value)))
                    return false;
            }

            return true;
        }

        /// <summary>Walks values that the same rules match only once.</summary>
        private bool EachGroup(int depth, int[] fromOld, int[] fromNew)
        {
            var groups = new List<(int Value, ulong Mask, int[] Old, int[] New)>();
            for (var value = 0; value < space.Dimensions[depth].Values.Count; value++)
            {
                var (left, right) = (Left(old, fromOld, depth, value), Left(@new, fromNew, depth, value));
                var same = groups.FindIndex(group => group.Old.AsSpan().SequenceEqual(left) && group.New.AsSpan().SequenceEqual(right));
                if (same < 0)
                    groups.Add((value, 1UL << value, left, right));
                else
                    groups[same] = groups[same] with { Mask = groups[same].Mask | 1UL << value };
            }

            foreach (var (value, mask, left, right) in groups)
            {
                point[depth] = value;
                box[depth] = mask;
                if (!Descend(depth + 1, left, right))
                    return false;
            }

            return true;
        }

        /// <summary>Whether the first rule matches whatever the other dimensions are.</summary>
        private bool IsDecided(List<(PlannedVariant Variant, ulong[] Masks)> rules, int[] candidates, int depth)
        {
            if (candidates.Length == 0)
                return true;
            var masks = rules[candidates[0]].Masks;
            for (var i = depth; i < masks.Length; i++)
            {
                if (masks[i] != space.Dimensions[i].All)
                    return false;
            }

            return true;
        }

        private static int[] Left(List<(PlannedVariant Variant, ulong[] Masks)> rules, int[] candidates, int depth, int value) =>
            Array.FindAll(candidates, candidate => (rules[candidate].Masks[depth] >> value & 1) == 1);

        private static PlannedVariant? Winner(List<(PlannedVariant Variant, ulong[] Masks)> rules, int[] candidates) =>
            candidates.Length == 0 ? null : rules[candidates[0]].Variant;
    }
}
