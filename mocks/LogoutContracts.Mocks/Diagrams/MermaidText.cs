using System.Globalization;
using System.Text;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Writes a diagram as a flowchart of Mermaid.</summary>
public static class MermaidText
{
    /// <returns>Lines that end with a line feed.</returns>
    public static string Of(Diagram diagram)
    {
        var text = new StringBuilder("flowchart TB\n")
            .Append(CultureInfo.InvariantCulture, $"  accTitle: {Escaped(diagram.Title)}\n")
            .Append(CultureInfo.InvariantCulture, $"  accDescr: {Escaped(diagram.Description)}\n");
        foreach (var node in diagram.Nodes)
        {
            var (open, close) = Brackets(node.Shape);
            text.Append(CultureInfo.InvariantCulture, $"  {node.Id}{open}\"{Label(node.Lines)}\"{close}\n");
        }

        foreach (var edge in diagram.Edges)
        {
            var label = edge.Label.Count == 0 ? "" : $"|\"{Label(edge.Label)}\"|";
            text.Append(CultureInfo.InvariantCulture, $"  {edge.From} {(edge.IsAlternative ? "-.->" : "-->")}{label} {edge.To}\n");
        }

        return text.ToString();
    }

    private static (string Open, string Close) Brackets(DiagramShape shape) => shape switch
    {
        DiagramShape.Start => ("([", "])"),
        DiagramShape.Decision => ("{{", "}}"),
        DiagramShape.State => ("(", ")"),
        _ => ("[", "]"),
    };

    private static string Label(IEnumerable<string> lines) => string.Join("<br>", lines.Select(Escaped));

    /// <summary>
    /// Text that Mermaid takes as text. It reads names and numbers between # and ; as characters. All characters but letters, digits and
    /// a few harmless signs are written so: markup, Markdown, links, directives and keywords of Mermaid have nothing left to work with.
    /// </summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            // Two dollar signs would begin a formula, however they are written; a word joiner keeps them apart.
            if (runes[i].Value == '$' && i > 0 && runes[i - 1].Value == '$')
                escaped.Append("#8288;");
            if (IsHarmless(runes, i))
                escaped.Append(runes[i].ToString());
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{runes[i].Value};");
        }

        return escaped.ToString();
    }

    // A dash or a number with a full stop could begin a list of Markdown, and Mermaid changes texts like "style x:#0;".
    private static bool IsHarmless(Rune[] runes, int i) => Rune.IsLetterOrDigit(runes[i]) || runes[i].Value switch
    {
        ' ' or ',' or '/' or '(' or ')' => true,
        '-' => i > 0,
        '.' => i + 1 < runes.Length && runes[i + 1].Value != ' ',
        ':' => i + 1 < runes.Length && runes[i + 1].Value == ' ',
        _ => false,
    };
}
