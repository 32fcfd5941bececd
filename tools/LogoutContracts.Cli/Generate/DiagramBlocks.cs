using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Generate;

/// <summary>The diagrams of a contract, in Markdown.</summary>
internal static class DiagramBlocks
{
    /// <summary>The marker below the diagrams.</summary>
    public const string End = "<!-- /diagrams -->";

    /// <summary>What the marker above the diagrams of a contract begins with.</summary>
    public const string Start = "<!-- diagrams:";

    public static string Of(MockPlan plan) =>
        $"\n{string.Join('\n', ContractDiagrams.Of(plan).Select(diagram => DiagramMarkdown.Of(diagram, level: 3)))}\n";
}
