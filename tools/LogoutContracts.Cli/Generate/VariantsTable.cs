using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Generate;

/// <summary>A Markdown table of a contract's variants.</summary>
public static class VariantsTable
{
    /// <summary>The marker below the table.</summary>
    public const string End = "<!-- /variants -->";

    /// <summary>The marker above the table of a contract.</summary>
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
                Given(variant),
                $"`{variant.Variant.Request.Method} {variant.Variant.Request.Path}`",
                variant.Answer is { } answer ? answer.Status.ToString(CultureInfo.InvariantCulture) : "none",
                BasisOf(variant.Variant.Basis),
                string.Join("; ", When(variant)));
        }

        return table.ToString();
    }

    private static string Given(PlannedVariant variant) => string.Join(
        ", ", VariantWords.Given(variant).Where(given => given.Role is not "condition").Select(given => $"{given.Role} {given.State}"));

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

    // A vertical bar ends the cell, even in code.
    private static void Row(StringBuilder table, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            table.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(cell.Length > 0 ? " " : "");
        table.Append("|\n");
    }
}
