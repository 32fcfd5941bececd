using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>Reads tables whose cells have borders of <c>+</c>, <c>-</c> and <c>|</c>.</summary>
internal static class RstGridTable
{
    public static bool Starts(RstLine line) => line.Content is ['+', '-' or '=', ..] && IsBorder(line);

    public static void Read(IReadOnlyList<RstLine> lines, BlockList blocks)
    {
        var borders = Columns(lines[0].Content);
        var hasTitles = lines.Any(line => IsBorder(line) && line.Content.Contains('=', StringComparison.Ordinal));
        var titles = new List<string>();
        var row = new List<RstLine>();
        foreach (var line in lines)
        {
            if (!IsBorder(line))
            {
                row.Add(line);
                continue;
            }

            if (row.Count > 0)
                RstCells.Add(Cells(row, borders), hasTitles, titles, blocks);
            hasTitles &= row.Count == 0;
            row.Clear();
        }

        if (row.Count > 0)
            RstCells.Add(Cells(row, borders), false, titles, blocks);
    }

    private static bool IsBorder(RstLine line) => line.Content.All(c => c is '+' or '-' or '=');

    private static List<int> Columns(string border) => [.. Enumerable.Range(0, border.Length).Where(i => border[i] == '+')];

    private static IReadOnlyList<IReadOnlyList<RstLine>> Cells(List<RstLine> row, List<int> borders)
    {
        var split = row.Select(line => (line.Number, Parts: Split(line.Content, borders))).ToList();
        return [.. Enumerable.Range(0, split.Max(line => line.Parts.Count))
            .Select(column => split.Where(line => column < line.Parts.Count)
                .Select(line => new RstLine(WithoutBorder(line.Parts[column]), line.Number)).ToList())];
    }

    // At the places of the first border. Cells that span columns, and wide characters, do not keep them.
    private static List<string> Split(string line, List<int> borders) =>
        borders.TrueForAll(border => border < line.Length && line[border] is '|' or '+')
            ? [.. borders.Zip(borders.Skip(1), (from, to) => line[(from + 1)..to].Trim())]
            : [.. line.Trim('|').Split('|').Select(part => part.Trim())];

    // The border of a cell beside one that spans rows.
    private static string WithoutBorder(string part) => part.Length > 1 && part.All(c => c is '-' or '=' or '+') ? "" : part;
}
