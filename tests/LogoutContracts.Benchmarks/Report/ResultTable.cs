using System.Globalization;
using System.Text;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>Writes the table of results, for a terminal or as Markdown.</summary>
internal static class ResultTable
{
    private static readonly string[] Titles = ["what", "bar", "measured: median (range)", "result", ""];

    /// <param name="heading">The date, the machine and the command.</param>
    public static string Write(string heading, IReadOnlyList<Row> rows, bool markdown)
    {
        IReadOnlyList<string[]> cells =
            [Titles, .. rows.Select(row => new[] { row.What, row.BarText, row.Measured, row.ResultText, row.MetText })];
        var widths = Titles.Select((_, column) => cells.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder(heading).Append("\n\n");
        for (var i = 0; i < cells.Count; i++)
        {
            text.Append(markdown ? $"| {string.Join(" | ", cells[i])} |" : Padded(cells[i], widths)).Append('\n');
            if (i == 0)
                text.Append(markdown ? string.Concat(Titles.Select(_ => "|---")) + "|" : Dashes(widths)).Append('\n');
        }

        foreach (var (row, note) in rows.SelectMany(row => row.Notes.Select(note => (row, note))))
            text.Append(CultureInfo.InvariantCulture, $"\n{(markdown ? "- " : "")}{row.What}: {note}");
        return text.Append('\n').ToString();
    }

    private static string Padded(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();

    private static string Dashes(int[] widths) => string.Join("  ", widths.Select(width => new string('-', width)));
}
