using AngleSharp.Dom;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Html;

/// <summary>Turns the nodes of an HTML document into blocks, as a walk through the document enters and leaves them.</summary>
/// <param name="firstLine">The line of the first character of <paramref name="html"/>.</param>
internal sealed class HtmlWalk(string html, int firstLine)
{
    // Deeper text is read, too, but not as a title, a cell or code.
    private const int MostCaptures = 32;

    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal)
    {
        "a", "abbr", "b", "code", "em", "i", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u",
        "var",
    };

    private readonly Stack<(INode Node, PageBlock Start, LocatedText.Builder Text)> captures = new();
    private readonly Stack<List<string>> tables = new();
    private readonly Stack<Row> rows = new();
    private LocatedText.Builder prose = new();

    // From 1, in the text.
    private int line = 1;

    public BlockList Blocks { get; } = new();

    private int PageLine => firstLine + line - 1;

    public void Enter(INode node)
    {
        switch (node)
        {
            case IText text:
                Append(text.Data);
                line += text.Data.Count(c => c == '\n');
                break;
            case IElement element:
                Enter(element);
                break;
        }
    }

    public void Leave(INode node)
    {
        if (node is not IElement element)
            return;
        if (!Inline.Contains(element.LocalName))
            EndProse();
        if (captures.TryPeek(out var last) && ReferenceEquals(last.Node, node))
        {
            var (_, start, text) = captures.Pop();
            var block = start with { Text = text.Build() };
            if (!text.IsBlank)
                Blocks.Add(block);
            if (block.Kind == BlockKind.ColumnTitle && tables.TryPeek(out var titles))
                titles.Add(block.Text.Text.Trim());
        }

        if (element.LocalName is "table")
            tables.TryPop(out _);
        if (element.LocalName is "tr")
            rows.TryPop(out _);
    }

    private void Enter(IElement element)
    {
        // Elements that the page omits, such as body, have no position.
        if (element.SourceReference is { Position.Line: > 0 } source)
            line = source.Position.Line;
        if (!Inline.Contains(element.LocalName))
            EndProse();
        if (element.LocalName is "table")
            tables.Push([]);
        if (element.LocalName is "tr")
            rows.Push(new(element.Children.All(cell => cell.LocalName is "th")));
        if (element.LocalName is "pre" && element.SourceReference is { } start)
            line += LeadingBreak(start.Position.Index);
        if (element.LocalName is "br")
            Append("\n");
        if (captures.Count < MostCaptures && KindOf(element) is { } kind)
            captures.Push((element, Start(element, kind), new()));
        if (element.Attributes.Length > 0)
            HtmlTags.Add(element, PageLine, Blocks);
    }

    private void Append(string text)
    {
        prose.Append(text, PageLine);
        foreach (var capture in captures)
            capture.Text.Append(text, PageLine);
    }

    private void EndProse()
    {
        // Headings, cells and code blocks are blocks of their own.
        if (!prose.IsBlank && captures.All(capture => Inline.Contains(((IElement)capture.Node).LocalName)))
            Blocks.AddParagraph(prose.Build());
        prose = new();
    }

    // The parser drops a line break after <pre>.
    private int LeadingBreak(int start)
    {
        var end = start >= 0 && start < html.Length ? html.IndexOf('>', start) : -1;
        return end >= 0 && end + 1 < html.Length && html[end + 1] == '\n' ? 1 : 0;
    }

    private BlockKind? KindOf(IElement element) => element.LocalName switch
    {
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => BlockKind.Heading,
        "pre" => BlockKind.CodeBlock,
        "code" or "kbd" or "samp" or "tt" when !captures.Any(capture => capture.Start.Kind == BlockKind.CodeBlock) => BlockKind.Code,
        "strong" or "b" or "dt" or "summary" or "caption" or "legend" => BlockKind.Title,
        "th" when rows.TryPeek(out var row) && row.IsTitles => BlockKind.ColumnTitle,
        "th" or "td" => BlockKind.Cell,
        _ => null,
    };

    private PageBlock Start(IElement element, BlockKind kind)
    {
        var start = new PageBlock(kind, LocatedText.Of("", PageLine));
        if (kind == BlockKind.Heading)
            return start with { Level = element.LocalName[1] - '0' };
        if (kind == BlockKind.CodeBlock)
            return start with { Label = LanguageOf(element) };
        if (kind is not (BlockKind.Cell or BlockKind.ColumnTitle))
            return start;
        var column = rows.TryPeek(out var row) ? row.Cells++ : 0;
        var titles = tables.TryPeek(out var known) ? known : [];
        return start with
        {
            Column = column,
            Label = column < titles.Count ? titles[column] : "",
            IsCode = Squeezed(element.TextContent) is { Length: > 0 } text
                && string.Equals(text, Squeezed(string.Concat(element.QuerySelectorAll("code").Select(code => code.TextContent))),
                    StringComparison.Ordinal),
        };
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string LanguageOf(IElement pre)
    {
        var classes = new[] { pre.QuerySelector("code"), pre, pre.ParentElement, pre.ParentElement?.ParentElement }.OfType<IElement>()
            .SelectMany(element => element.ClassList).Select(name => name.Split('-')).Where(name => name is ["language" or "highlight", _]);
        return classes.FirstOrDefault()?[1] ?? (pre.ClassList.Length > 0 ? pre.ClassList[0]! : "");
    }

    /// <summary>A row of a table.</summary>
    /// <param name="isTitles">Whether it has the titles of the columns.</param>
    private sealed class Row(bool isTitles)
    {
        public bool IsTitles => isTitles;

        /// <summary>The number of cells so far.</summary>
        public int Cells { get; set; }
    }
}
