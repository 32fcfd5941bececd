using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Generate;

/// <summary>The variants of a contract as a table in Markdown.</summary>
public static class VariantsTable
{
    /// <summary>Closes what <see cref="Start"/> opens.</summary>
    public const string End = "<!-- /variants -->";

    /// <summary>The line of a Markdown file below which the table of this contract goes.</summary>
    public static string Start(string contract) => $"<!-- variants:{contract} -->";

    public static string Of(MockPlan plan)
    {
        var table = new StringBuilder();
        Row(table, "operation", "variant", "given", "request", "status", "basis", "when");
        Row(table, "---", "---", "---", "---", "---:", "---", "---");
        foreach (var variant in plan.Variants)
        {
            Row(
                table,
                variant.Operation,
                variant.Name,
                string.Join(", ", VariantWords.Given(variant).Where(given => given.Role is not "condition").Select(given => $"{given.Role} {given.State}")),
                $"`{variant.Variant.Request.Method} {variant.Variant.Request.Path}`",
                variant.Answer is { } answer ? answer.Status.ToString(CultureInfo.InvariantCulture) : "none",
                BasisOf(variant.Variant.Basis),
                string.Join("; ", When(variant)));
        }

        return table.ToString();
    }

    private static string BasisOf(Basis basis)
    {
        var parts = basis.Parts.Select(part => (part.Part, Kind: part.Basis.Kind.InSpecWords())).ToList();
        var kinds = parts.Select(part => part.Kind).Distinct(StringComparer.Ordinal).ToList();
        return kinds is [var only] ? only : string.Join(", ", parts.Select(part => $"{part.Part} {part.Kind}"));
    }

    private static IEnumerable<string> When(PlannedVariant planned)
    {
        var variant = planned.Variant;
        if (variant.Releases.Count > 0)
            yield return $"release {string.Join(", ", variant.Releases)}";
        if (variant.Given.Condition != ProviderCondition.None)
            yield return variant.Given.Condition.InSpecWords();
        if (variant.Instead is not null)
            yield return $"instead of {variant.Instead}";
        if (!planned.IsServed)
            yield return "not served without TLS";
    }

    // A bar would end the cell, also inside of code.
    private static void Row(StringBuilder table, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            table.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(cell.Length > 0 ? " " : "");
        table.Append("|\n");
    }
}
