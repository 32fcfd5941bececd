using System.Text.Json;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Facts;

/// <summary>Collects what a page states about an API in places that are made for it: tables, examples, titles and code literals.</summary>
internal sealed class FactReader
{
    private readonly List<PageFact> facts = [];
    private readonly DocumentPage page;

    private FactReader(DocumentPage page) => this.page = page;

    public static IReadOnlyList<PageFact> Read(DocumentPage page)
    {
        var reader = new FactReader(page);
        for (var i = 0; i < page.Blocks.Count; i++)
            reader.Add(page.Blocks[i], i);
        return reader.facts;
    }

    private void Add(PageBlock block, int index)
    {
        switch (block.Kind)
        {
            case BlockKind.CodeBlock when JsonText.Of(block.Text.Text) is { } json:
                AddExample(json, block, index);
                break;
            case BlockKind.CodeBlock:
                AddCode(block, index);
                break;
            case BlockKind.Tag:
                AddTag(block, index);
                break;
            case BlockKind.Heading or BlockKind.Title or BlockKind.Cell or BlockKind.Code:
                AddShort(block, index);
                break;
            case BlockKind.ColumnTitle:
                AddMethods(block, index);
                break;
        }
    }

    private void AddCode(PageBlock block, int index)
    {
        var text = block.Text;
        foreach (var path in PathText.In(text.Text).Where(path => path.Method is not null || (path.HasHost && !PathText.IsFile(path.Path))))
            AddPath(path, block, index);
        AddMethods(block, index);
        foreach (var (name, at) in HeaderNames.InCode(text.Text))
            facts.Add(new(FactKind.Header, name, index, text.LineAt(at)));
        foreach (var (status, at) in StatusText.Stated(text.Text.Split('\n')[0]))
            facts.Add(new(FactKind.Status, status, index, text.LineAt(at)));
        foreach (var sent in SentData.In(text.Text))
        {
            if (sent.Json is { } json)
                facts.Add(new(FactKind.Example, sent.Text, index, text.LineAt(sent.Index)) { Json = json });
            foreach (var name in sent.Fields)
                facts.Add(new(FactKind.Parameter, name, index, text.LineAt(sent.Index)));
        }
    }

    private void AddShort(PageBlock block, int index)
    {
        var (text, trimmed) = (block.Text, block.Text.Text.Trim());
        if (JsonText.Of(trimmed.Replace('\n', ' ')) is { } json)
        {
            AddExample(json, block, index);
            return;
        }

        foreach (var path in PathText.In(text.Text).Where(path => path.Method is not null || IsAll(path, trimmed)))
            AddPath(path, block, index);
        AddMethods(block, index);
        foreach (var (status, at) in StatusText.Stated(text.Text))
            facts.Add(new(FactKind.Status, status, index, text.LineAt(at)));
        var isNamed = block is { Kind: BlockKind.Cell, Column: 0 } && (block.IsCode || ColumnNames.AreParameters(block.Label));
        // A title such as "Authorization" is a word.
        if (HeaderNames.IsHeader(trimmed)
            && (block.Kind is BlockKind.Cell or BlockKind.Code || trimmed.Contains('-', StringComparison.Ordinal)))
            facts.Add(new(FactKind.Header, trimmed, index, text.Line));
        else if (isNamed && ColumnNames.IsName(trimmed))
            facts.Add(new(FactKind.Parameter, trimmed, index, text.Line));
    }

    private void AddTag(PageBlock block, int index)
    {
        var line = block.Text.Line;
        var method = block.Attribute("method")?.ToUpperInvariant();
        if (block.Attribute("path") is { } path)
            facts.Add(new(FactKind.Path, path.StartsWith('/') ? path : $"/{path}", index, line) { Method = method });
        if (method is not null)
            facts.Add(new(FactKind.Method, method, index, line));
        if (block.Attribute("status") is { } status)
            facts.AddRange(StatusText.Stated(status).Select(stated => new PageFact(FactKind.Status, stated.Status, index, line)));
        if (block.Attribute("name") is { } name && block.Attribute("in") is { Length: > 0 } place)
            facts.Add(new(place is "header" ? FactKind.Header : FactKind.Parameter, name, index, line));
    }

    private void AddMethods(PageBlock block, int index)
    {
        // A method before a path is part of the path's fact.
        var withPath = PathText.In(block.Text.Text).Select(path => path.MethodIndex).ToHashSet();
        foreach (var (method, at) in MethodText.In(block.Text.Text).Where(found => !withPath.Contains(found.Index)))
            facts.Add(new(FactKind.Method, method, index, block.Text.LineAt(at)));
    }

    private void AddPath(FoundPath path, PageBlock block, int index)
    {
        var line = block.Text.LineAt(path.Index);
        facts.Add(new(FactKind.Path, path.Path, index, line) { Method = path.Method });
        foreach (var name in SentData.Names(path.Query.TrimStart('?')))
            facts.Add(new(FactKind.Parameter, name, index, line));
    }

    private void AddExample(JsonElement json, PageBlock block, int index) =>
        facts.Add(new(FactKind.Example, block.Text.Text.Trim(), index, block.Text.Line) { Json = json });

    private static bool IsAll(FoundPath path, string text) =>
        text.EndsWith(path.Path + path.Query, StringComparison.Ordinal) && !text.AsSpan().ContainsAny(' ', '\n');
}
