using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>Adds the cells of a table in reStructuredText.</summary>
internal static class RstCells
{
    /// <param name="cells">The lines of each cell.</param>
    /// <param name="titles">The titles of the columns; filled from the cells if they are titles.</param>
    public static void Add(IReadOnlyList<IReadOnlyList<RstLine>> cells, bool areTitles, List<string> titles, BlockList blocks)
    {
        for (var column = 0; column < cells.Count; column++)
        {
            // A bar at the start of a line keeps the line break.
            var lines = cells[column]
                .Select(line => line.Content is ['|', ' ', ..] or "|" ? new RstLine(line.Content[1..].Trim(), line.Number) : line)
                .Where(line => !line.IsBlank).ToList();
            var text = RstText.Of(lines, blocks);
            if (areTitles)
                titles.Add(text.Text.Trim());
            if (lines.Count == 0)
                continue;
            blocks.Add(new(areTitles ? BlockKind.ColumnTitle : BlockKind.Cell, text)
            {
                Column = column,
                Label = column < titles.Count ? titles[column] : "",
                IsCode = RstText.IsCode(lines),
            });
        }
    }
}
