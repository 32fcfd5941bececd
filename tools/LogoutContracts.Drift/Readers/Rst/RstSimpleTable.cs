using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>Reads tables whose columns are marked by lines of <c>=</c>.</summary>
internal static class RstSimpleTable
{
    public static bool IsBorder(RstLine line) =>
        line.Content.StartsWith("==", StringComparison.Ordinal) && line.Content.Contains(' ', StringComparison.Ordinal)
        && line.Content.All(c => c is '=' or ' ');

    /// <param name="start">The index of the first border.</param>
    /// <returns>The index of the line after the table.</returns>
    public static int Read(IReadOnlyList<RstLine> lines, int start, BlockList blocks)
    {
        var columns = Columns(lines[start].Text);
        var borders = Enumerable.Range(start + 1, lines.Count - start - 1).Where(i => IsBorder(lines[i])).Take(2).ToList();
        if (borders.Count == 0)
            return start + 1;

        // The last border is followed by a blank line.
        var hasTitles = borders.Count == 2 && borders[0] + 1 < lines.Count && !lines[borders[0] + 1].IsBlank;
        var (end, titles) = (hasTitles ? borders[1] : borders[0], new List<string>());
        if (hasTitles)
            RstCells.Add(Cells([.. lines.Skip(start + 1).Take(borders[0] - start - 1)], columns), true, titles, blocks);
        var row = new List<RstLine>();
        foreach (var line in lines.Take(end).Skip(hasTitles ? borders[0] + 1 : start + 1))
        {
            // A blank first cell continues the row.
            if (row.Count > 0 && !line.IsBlank && Part(line.Text, columns, 0).Length > 0)
            {
                RstCells.Add(Cells(row, columns), false, titles, blocks);
                row.Clear();
            }

            if (!line.IsBlank && !line.Content.All(c => c is '-' or ' '))
                row.Add(line);
        }

        if (row.Count > 0)
            RstCells.Add(Cells(row, columns), false, titles, blocks);
        return end + 1;
    }

    private static IReadOnlyList<IReadOnlyList<RstLine>> Cells(IReadOnlyList<RstLine> row, List<int> columns) =>
        [.. Enumerable.Range(0, columns.Count)
            .Select(column => row.Select(line => new RstLine(Part(line.Text, columns, column), line.Number)).ToList())];

    private static List<int> Columns(string border) =>
        [.. Enumerable.Range(0, border.Length).Where(i => border[i] == '=' && (i == 0 || border[i - 1] == ' '))];

    private static string Part(string line, List<int> columns, int column)
    {
        if (line.Length <= columns[column])
            return "";
        var end = column + 1 < columns.Count ? Math.Min(columns[column + 1], line.Length) : line.Length;
        return line[columns[column]..end].Trim();
    }
}
