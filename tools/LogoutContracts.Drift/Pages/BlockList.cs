namespace LogoutContracts.Drift.Pages;

/// <summary>Collects the blocks of a page, in any order.</summary>
internal sealed class BlockList
{
    // Longer paragraphs are no titles.
    private const int LongestTitle = 80;

    private readonly List<PageBlock> blocks = [];

    /// <summary>The blocks by line; those of one line in the order in which they were added.</summary>
    public IReadOnlyList<PageBlock> InOrder => [.. blocks.OrderBy(block => block.Text.Line)];

    public void Add(PageBlock block) => blocks.Add(block);

    public void Add(BlockKind kind, LocatedText text)
    {
        if (!string.IsNullOrWhiteSpace(text.Text))
            blocks.Add(new(kind, text));
    }

    public void AddRange(IEnumerable<PageBlock> more) => blocks.AddRange(more);

    /// <summary>Adds a paragraph. One of a few words, such as <c>Example response (204):</c>, is also a title.</summary>
    public void AddParagraph(LocatedText text)
    {
        Add(BlockKind.Prose, text);
        var trimmed = text.Text.Trim();
        if (trimmed.Length is > 0 and <= LongestTitle && !trimmed.Contains('\n', StringComparison.Ordinal) && !trimmed.EndsWith('.'))
            Add(BlockKind.Title, text);
    }
}
