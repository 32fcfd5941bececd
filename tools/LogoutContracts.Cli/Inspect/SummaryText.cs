using System.Globalization;
using System.Text.Json;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Inspect;

/// <summary>The output of <c>list --summary</c>: the number of parts of each contract by kind of basis.</summary>
internal static class SummaryText
{
    private const int Width = 11;

    public static void Write(TextWriter output, IReadOnlyList<BasisSummary> summaries)
    {
        output.WriteLine(Line("contract", summaries[0].Counts.Select(count => count.Kind.InSpecWords()).Append("parts")));
        foreach (var summary in summaries)
            output.WriteLine(Line(summary.Contract, summary.Counts.Select(count => Text(count.Parts)).Append(Text(summary.Parts))));
    }

    public static void WriteJson(Utf8JsonWriter json, BasisSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("contract", summary.Contract);
        foreach (var count in summary.Counts)
            json.WriteNumber(count.Kind.InSpecWords(), count.Parts);
        json.WriteNumber("parts", summary.Parts);
        json.WriteEndObject();
    }

    private static string Line(string name, IEnumerable<string> cells) =>
        string.Concat(cells.Select(cell => cell.PadLeft(Width)).Prepend(name.PadRight(Width)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
