using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Generate;

/// <summary>A Markdown table with the number of parts of each contract by kind of basis.</summary>
public static class BasisTable
{
    /// <summary>The marker above the table.</summary>
    public const string Start = "<!-- basis -->";

    public const string End = "<!-- /basis -->";

    public static string Of(IReadOnlyCollection<MockPlan> plans)
    {
        var summaries = plans.Select(plan => BasisSummary.Of(plan.Contract)).ToList();
        summaries.Add(BasisSummary.Total(summaries));
        var table = new StringBuilder();
        Row(table, summaries[0].Counts.Select(count => count.Kind.InSpecWords()).Prepend("contract").Append("parts"));
        Row(table, summaries[0].Counts.Select(_ => "---:").Prepend("---").Append("---:"));
        foreach (var summary in summaries)
            Row(table, summary.Counts.Select(count => Text(count.Parts)).Prepend(summary.Contract).Append(Text(summary.Parts)));
        return table.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder table, IEnumerable<string> cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
