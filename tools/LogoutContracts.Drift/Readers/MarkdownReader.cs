using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers.Html;
using Markdig;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace LogoutContracts.Drift.Readers;

/// <summary>Reads Markdown, with the tables, HTML and tags that GitBook and Scribe write.</summary>
internal sealed class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation().UsePipeTables().UseGridTables().UseDefinitionLists().UseYamlFrontMatter().Build();

    private readonly BlockList blocks = new();
    private readonly string text;

    private MarkdownReader(string text)
    {
        var lines = text.Split('\n');
        this.text = string.Join('\n', lines.Select((line, i) => LiquidTags.Take(line, i + 1, blocks)));
    }

    /// <exception cref="ArgumentException">The page is nested too deeply.</exception>
    public static IReadOnlyList<PageBlock> Read(string text)
    {
        var reader = new MarkdownReader(text);
        foreach (var block in Markdown.Parse(reader.text, Pipeline))
            reader.Add(block);
        return reader.blocks.InOrder;
    }

    private void Add(Block block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock:
                break;
            case HeadingBlock heading:
                blocks.Add(new(BlockKind.Heading, MarkdownText.Of(heading, blocks)) { Level = heading.Level });
                break;
            case HtmlBlock html:
                blocks.AddRange(HtmlReader.Read(Source(html.Span), html.Line + 1));
                break;
            case CodeBlock code:
                var first = code is FencedCodeBlock ? code.Line + 2 : code.Line + 1;
                blocks.Add(new(BlockKind.CodeBlock, LocatedText.Of(code.Lines.ToString(), first))
                {
                    Label = (code as FencedCodeBlock)?.Info ?? "",
                });
                break;
            case Table table:
                AddTable(table);
                break;
            case DefinitionTerm term:
                blocks.Add(BlockKind.Title, MarkdownText.Of(term, blocks));
                break;
            case ParagraphBlock paragraph:
                blocks.AddParagraph(MarkdownText.Of(paragraph, blocks));
                if (MarkdownText.HasHtml(paragraph))
                    blocks.AddRange(HtmlReader.Read(Source(paragraph.Span), paragraph.Line + 1));
                break;
            case ContainerBlock container:
                foreach (var child in container)
                    Add(child);
                break;
        }
    }

    private void AddTable(Table table)
    {
        var titles = new List<string>();
        foreach (var row in table.OfType<TableRow>())
        {
            foreach (var (cell, column) in row.OfType<TableCell>().Select((cell, i) => (cell, i)))
            {
                var content = cell.OfType<LeafBlock>().Select(leaf => MarkdownText.Of(leaf, blocks)).FirstOrDefault();
                if (row.IsHeader)
                    titles.Add(content?.Text.Trim() ?? "");
                if (content is null || string.IsNullOrWhiteSpace(content.Text))
                    continue;
                blocks.Add(new(row.IsHeader ? BlockKind.ColumnTitle : BlockKind.Cell, content)
                {
                    Column = column,
                    Label = column < titles.Count ? titles[column] : "",
                    IsCode = cell.OfType<LeafBlock>().All(MarkdownText.IsCode),
                });
            }
        }
    }

    private string Source(SourceSpan span) => text.Substring(span.Start, Math.Min(span.Length, text.Length - span.Start));
}
