using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Page.Drawing;

namespace LogoutContracts.Tests.Mocks.Diagrams;

/// <summary>No text of a spec can end its place in Mermaid or Markdown.</summary>
public sealed partial class MermaidTexts
{
    // No character that has a meaning in Mermaid, HTML or Markdown.
    private const string Harmless = """[^"<>`&%{}\[\]\\|]*""";

    [TestCase("a\"]\n  click s0 href \"javascript:1\"")]
    [TestCase("```\n# heading\n```")]
    [TestCase("<img src=x onerror=alert(1)> &lt;")]
    [TestCase("%%{init: {}}%% style a:#f00;")]
    [TestCase("$$x$$ - 1. `**b**`")]
    [TestCase("\u202etxt\u200b\u0007\ud83d\ude00")]
    public void A_hostile_text_stays_in_its_place(string text)
    {
        var diagram = new Diagram("c", "o", text, text, [new("s0", DiagramShape.Start, [text])], [new("s0", "s0", [text])]);

        var lines = MermaidText.Of(diagram).Split('\n');

        lines.Should().HaveCount(6).And.OnlyContain(line => line.Length == 0 || Line().IsMatch(line));
        DiagramMarkdown.Of(diagram, 2).Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)).Should().Be(2);
    }

    [Test]
    public void A_diagram_is_a_flowchart() => MermaidText.Of(new(
        "laravel", "logout", "laravel: logout", "Rules.",
        [
            new("s0", DiagramShape.Start, ["DELETE /logout"]), new("d1", DiagramShape.Decision, ["caller: active", "body: empty"]),
            new("a1", DiagramShape.Answer, ["204 session-ended"]), new("a2", DiagramShape.Answer, ["500 failed"]),
        ],
        [new("s0", "d1", []), new("d1", "a1", ["yes"]), new("a1", "a2", []) { IsAlternative = true }])).Should().Be("""
        flowchart TB
          accTitle: laravel: logout
          accDescr: Rules#46;
          s0(["DELETE /logout"])
          d1{{"caller: active<br>body: empty"}}
          a1["204 session-ended"]
          a2["500 failed"]
          s0 --> d1
          d1 -->|"yes"| a1
          a1 -.-> a2

        """.ReplaceLineEndings("\n"));

    [TestCase("one two three", 7, "one two|three")]
    [TestCase("429 method-override-rate-limited", 15, "429 method-|override-rate-|limited")]
    [TestCase("abcdefghij", 4, "abcd|efgh|ij")]
    [TestCase("漢字漢字", 5, "漢字|漢字")]
    [TestCase("", 5, "")]
    public void Text_is_broken_at_spaces_and_else_after_signs(string text, int columns, string expected) =>
        string.Join('|', TextLines.Break([text], columns)).Should().Be(expected);

    [GeneratedRegex($"""^(flowchart TB|  acc(Title|Descr): {Harmless}|  s0\(\["{Harmless}"\]\)|  s0 -->\|"{Harmless}"\| s0)$""")]
    private static partial Regex Line();
}
