using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Generate;

/// <summary>How many parts of each contract have which basis, as a table in Markdown.</summary>
public static class BasisTable
{
    /// <summary>The line below which the table goes.</summary>
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
