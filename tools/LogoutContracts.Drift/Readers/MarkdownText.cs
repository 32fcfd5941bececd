using LogoutContracts.Drift.Pages;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LogoutContracts.Drift.Readers;

/// <summary>The text of a Markdown block, and the code and strong text in it.</summary>
internal static class MarkdownText
{
    /// <param name="blocks">Gets the code literals and the strong text.</param>
    public static LocatedText Of(LeafBlock block, BlockList blocks)
    {
        var text = new LocatedText.Builder();

        // An underlined heading has the line of the underline, and so have its parts.
        Append(text, block.Inline, block.Line + 1, block is HeadingBlock { IsSetext: true } ? 1 : 0, blocks);
        return text.Build();
    }

    public static bool HasHtml(LeafBlock block) => block.Inline?.Descendants<HtmlInline>().Any() ?? false;

    /// <summary>Whether there is nothing but code.</summary>
    public static bool IsCode(LeafBlock block) => block.Inline is { } inline && inline.OfType<CodeInline>().Any()
        && inline.All(part => part is CodeInline or LineBreakInline || (part is LiteralInline text && text.Content.IsEmptyOrWhitespace()));

    private static void Append(LocatedText.Builder text, ContainerInline? container, int start, int shift, BlockList blocks)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            // Inlines without a position are made from others, and have 0.
            var line = Math.Max(inline.Line + 1, start) - shift;
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.ToString(), line);
                    break;
                case CodeInline code:
                    text.Append(code.Content, line);
                    blocks.Add(BlockKind.Code, LocatedText.Of(code.Content, line));
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.ToString(), line);
                    break;
                case AutolinkInline link:
                    text.Append(link.Url, line);
                    break;
                case LineBreakInline:
                    text.Append("\n", line);
                    break;
                case EmphasisInline { DelimiterCount: >= 2 } strong:
                    var title = new LocatedText.Builder();
                    Append(title, strong, start, shift, new());
                    blocks.Add(BlockKind.Title, title.Build());
                    Append(text, strong, start, shift, blocks);
                    break;
                case ContainerInline inner:
                    Append(text, inner, start, shift, blocks);
                    break;
            }
        }
    }
}
