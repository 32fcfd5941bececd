using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Cli.Generate;

/// <summary>A Markdown table with the status of each logout requirement in each contract.</summary>
public static class ComparisonTable
{
    /// <summary>The marker above the table.</summary>
    public const string Start = "<!-- comparison -->";

    public const string End = "<!-- /comparison -->";

    public static string Of(IReadOnlyCollection<MockPlan> plans)
    {
        var contracts = plans.Select(plan => (Plan: plan, Statements: new Auditor(plan).Statements.ToList())).ToList();
        var requirements = contracts.SelectMany(each => each.Statements).Select(each => (each.Check, each.Statement.Requirement)).Distinct()
            .OrderBy(row => CheckCatalog.All.ToList().IndexOf(row.Check)).ToList();
        var table = new StringBuilder();
        Row(table, ["requirement", "check", .. contracts.Select(each => Name(each.Plan))]);
        Row(table, [.. Enumerable.Repeat("---", contracts.Count + 2)]);
        foreach (var (check, requirement) in requirements)
        {
            var cells = contracts.Select(each => Cell([.. each.Statements
                .Where(made => made.Check == check && string.Equals(made.Statement.Requirement, requirement, StringComparison.Ordinal))
                .Select(made => made.Statement)]));
            Row(table, [requirement, check.Id, .. cells]);
        }

        return table.ToString();
    }

    // If there are several statements, the worst counts.
    private static string Cell(List<Statement> statements)
    {
        if (statements.Count == 0)
            return "–";
        var worst = statements.MaxBy(statement => statement.Merit)!;
        var word = worst.Merit switch
        {
            RequirementStatus.Met => "met",
            RequirementStatus.NotMet => "**not met**",
            _ => "not stated",
        };
        return worst.Basis is { } basis ? $"{word} ({basis.InSpecWords()})" : word;
    }

    private static string Name(MockPlan plan) => plan.Release is null ? plan.Contract.Id : $"{plan.Contract.Id} {plan.Release}";

    private static void Row(StringBuilder table, IReadOnlyList<string> cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
