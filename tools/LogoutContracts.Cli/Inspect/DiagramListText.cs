using System.Text.Json;
using LogoutContracts.Mocks.Diagrams;

namespace LogoutContracts.Cli.Inspect;

/// <summary>The output of <c>list --diagram</c>: Markdown with a Mermaid block per diagram, or JSON.</summary>
internal static class DiagramListText
{
    public static void Write(TextWriter output, IReadOnlyList<Diagram> diagrams) =>
        output.Write(string.Join('\n', diagrams.Select(diagram => DiagramMarkdown.Of(diagram, level: 2))));

    public static void WriteJson(Utf8JsonWriter json, Diagram diagram)
    {
        json.WriteStartObject();
        json.WriteString("contract", diagram.Contract);
        json.WriteString("operation", diagram.Operation);
        json.WriteString("title", diagram.Title);
        json.WriteString("mermaid", MermaidText.Of(diagram));
        json.WriteEndObject();
    }
}
