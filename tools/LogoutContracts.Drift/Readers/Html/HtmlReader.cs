using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Readers.Html;

/// <summary>Reads HTML: a page, or a part of a Markdown page.</summary>
internal static class HtmlReader
{
    private static readonly HtmlParserOptions Options = new() { IsKeepingSourceReferences = true };

    // Not part of what the page says: programs, and the menus of the site.
    private static readonly HashSet<string> Skipped =
        new(StringComparer.Ordinal) { "script", "style", "template", "svg", "head", "nav", "footer", "noscript" };

    /// <param name="firstLine">The line of the first character, from 1.</param>
    public static IReadOnlyList<PageBlock> Read(string html, int firstLine)
    {
        using var document = new HtmlParser(Options).ParseDocument(html);
        var walk = new HtmlWalk(html, firstLine);

        // Without recursion, because anybody can nest elements as deep as they like.
        var open = new Stack<(INode Node, int Next)>([(document, 0)]);
        while (open.TryPop(out var top))
        {
            if (top.Next == 0)
                walk.Enter(top.Node);
            if (top.Next < top.Node.ChildNodes.Length && !(top.Node is IElement element && Skipped.Contains(element.LocalName)))
            {
                open.Push((top.Node, top.Next + 1));
                open.Push((top.Node.ChildNodes[top.Next], 0));
            }
            else
            {
                walk.Leave(top.Node);
            }
        }

        return walk.Blocks.InOrder;
    }
}
