using System.Text;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Writes a diagram as Markdown: a heading and a block that GitHub, GitLab and editors draw with Mermaid.</summary>
public static class DiagramMarkdown
{
    /// <param name="level">The level of the heading, 1 to 6.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public static string Of(Diagram diagram, int level) =>
        $"{new string('#', level)} {Escaped(diagram.Title)}\n\n```mermaid\n{MermaidText.Of(diagram)}```\n";

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAscii(character) && char.IsPunctuation(character) && character is not ('-' or '.' or ':' or ',' or '/'))
                escaped.Append('\\');
            else if (character is '<' or '>' or '`' or '|' or '~' or '^' or '$' or '+' or '=')
                escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
