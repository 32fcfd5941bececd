using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Pages;

/// <summary>A heading with everything up to the next heading of its level; or the whole page.</summary>
/// <param name="Start">The index of its first block.</param>
/// <param name="End">The index after its last block.</param>
internal sealed record PageSection(int Start, int End)
{
    public bool Has(int block) => block >= Start && block < End;

    public bool Has(PageSection other) => other.Start >= Start && other.End <= End;

    /// <summary>All sections of a page, from the whole page to the smallest.</summary>
    public static IReadOnlyList<PageSection> Of(ValueList<PageBlock> blocks)
    {
        var sections = new List<PageSection> { new(0, blocks.Count) };
        var open = new Stack<(int Start, int Level)>();
        for (var i = 0; i <= blocks.Count; i++)
        {
            var level = i == blocks.Count ? 0 : blocks[i].Kind == BlockKind.Heading ? blocks[i].Level : int.MaxValue;
            while (level < int.MaxValue && open.TryPeek(out var last) && last.Level >= level)
                sections.Add(new(open.Pop().Start, i));
            if (level is > 0 and < int.MaxValue)
                open.Push((i, level));
        }

        return [.. sections.OrderByDescending(section => section.End - section.Start)];
    }
}
