using System.Text.RegularExpressions;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>Reads reStructuredText, as Sphinx and GitHub show it.</summary>
internal sealed partial class RstReader
{
    // Directives in directives; deeper ones are read as text.
    private const int MostNested = 20;

    private readonly BlockList blocks;
    private readonly IReadOnlyList<RstLine> lines;
    private readonly List<(char Mark, bool IsOver)> levels;
    private readonly int depth;
    private int at;

    private RstReader(IReadOnlyList<RstLine> lines, BlockList blocks, List<(char Mark, bool IsOver)> levels, int depth) =>
        (this.lines, this.blocks, this.levels, this.depth) = (lines, blocks, levels, depth);

    public static IReadOnlyList<PageBlock> Read(string text)
    {
        var lines = text.Split('\n')
            .Select((line, i) => new RstLine(line.TrimEnd().Replace("\t", "        ", StringComparison.Ordinal), i + 1));
        var blocks = new BlockList();
        new RstReader([.. lines], blocks, [], 0).ReadAll();
        return blocks.InOrder;
    }

    private void ReadAll()
    {
        while (at < lines.Count)
        {
            if (lines[at].IsBlank)
                at++;
            else if (!ReadHeading() && !ReadTable() && !ReadExplicit())
                ReadParagraph();
        }
    }

    private bool ReadHeading()
    {
        if (MarkOf(at) is { } over && MarkOf(at + 2) == over && TextAt(at + 1) is { IsBlank: false } between)
            return AddHeading(between, over, isOver: true, length: 3);
        return lines[at].Indent == 0 && MarkOf(at) is null && MarkOf(at + 1) is { } under
            && AddHeading(lines[at], under, isOver: false, length: 2);
    }

    private bool AddHeading(RstLine title, char mark, bool isOver, int length)
    {
        if (!levels.Contains((mark, isOver)))
            levels.Add((mark, isOver));
        blocks.Add(new(BlockKind.Heading, RstText.Of([title], blocks)) { Level = levels.IndexOf((mark, isOver)) + 1 });
        at += length;
        return true;
    }

    private bool ReadTable()
    {
        if (RstGridTable.Starts(lines[at]))
        {
            var table = Take(line => line.Content is ['+' or '|', ..]);
            RstGridTable.Read(table, blocks);
            return true;
        }

        if (!RstSimpleTable.IsBorder(lines[at]))
        {
            // A transition, which separates parts of a section.
            if (MarkOf(at) is null || (at + 1 < lines.Count && !lines[at + 1].IsBlank))
                return false;
            at++;
            return true;
        }

        at = RstSimpleTable.Read(lines, at, blocks);
        return true;
    }

    /// <summary>Directives, comments and targets, which start with two full stops.</summary>
    private bool ReadExplicit()
    {
        var first = lines[at];
        if (!first.Content.StartsWith(".. ", StringComparison.Ordinal) && first.Content is not "..")
            return false;
        at++;
        var body = Body(first.Indent);
        if (Directive().Match(first.Content) is not { Success: true } directive)
            return true;
        var (name, argument) = (directive.Groups["name"].Value, directive.Groups["argument"].Value.Trim());
        var content = RstDirective.Add(name, argument, first.Number, body, blocks);
        if (content.Count > 0 && depth < MostNested)
            new RstReader(content, blocks, levels, depth + 1).ReadAll();
        else if (content.Count > 0)
            blocks.AddParagraph(RstLine.Join(content));
        return true;
    }

    private void ReadParagraph()
    {
        var indent = lines[at].Indent;
        var paragraph = Take(line => !line.IsBlank && line.Indent >= indent);
        var isLiteral = paragraph[^1].Content.EndsWith("::", StringComparison.Ordinal);
        if (paragraph is [{ Content: "::" }])
            isLiteral = true;
        else
            blocks.AddParagraph(RstText.Of(paragraph, blocks));
        if (!isLiteral)
            return;
        var body = Body(indent);
        if (body.Count > 0)
            blocks.Add(BlockKind.CodeBlock, RstLine.Join(body));
    }

    private List<RstLine> Take(Func<RstLine, bool> belongs)
    {
        var taken = new List<RstLine> { lines[at++] };
        while (at < lines.Count && belongs(lines[at]))
            taken.Add(lines[at++]);
        return taken;
    }

    /// <summary>The lines that are indented more than this, with the blank ones between them, without their common indentation.</summary>
    private IReadOnlyList<RstLine> Body(int indent)
    {
        var start = at;
        while (at < lines.Count && (lines[at].IsBlank || lines[at].Indent > indent))
            at++;
        var body = lines.Skip(start).Take(at - start).ToList();
        while (body is [.., { IsBlank: true }])
            body.RemoveAt(body.Count - 1);
        while (body is [{ IsBlank: true }, ..])
            body.RemoveAt(0);
        var common = body.Where(line => !line.IsBlank).Select(line => line.Indent).DefaultIfEmpty().Min();
        return [.. body.Select(line => line.Dedented(common))];
    }

    private RstLine? TextAt(int index) => index < lines.Count ? lines[index] : null;

    /// <summary>The character of a line under or over a title; null for other lines.</summary>
    private char? MarkOf(int index) => TextAt(index) is { Text: [var mark, _, _, ..] text }
        && (char.IsAsciiLetterOrDigit(mark) || mark == ' ' || text.Any(c => c != mark)) is false && char.IsAscii(mark) ? mark : null;

    [GeneratedRegex(
        @"^\.\. (\|[^|]+\| )?(?<name>[A-Za-z][\w:+.-]*?)::(?<argument>.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
