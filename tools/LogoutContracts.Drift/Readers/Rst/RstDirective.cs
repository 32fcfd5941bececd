using System.Text.RegularExpressions;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Readers.Rst;

/// <summary>Adds what directives of reStructuredText say, such as <c>.. code-block:: json</c> or <c>.. http:post:: /logout</c>.</summary>
internal static partial class RstDirective
{
    // The fields of sphinxcontrib-httpdomain.
    private static readonly Dictionary<string, (string In, string Name)> Fields = new(StringComparer.Ordinal)
    {
        ["reqheader"] = ("header", "name"),
        ["resheader"] = ("header", "name"),
        ["query"] = ("query", "name"),
        ["queryparameter"] = ("query", "name"),
        ["form"] = ("body", "name"),
        ["<json"] = ("body", "name"),
        ["<jsonobj"] = ("body", "name"),
        ["statuscode"] = ("", "status"),
        ["status"] = ("", "status"),
    };

    /// <param name="body">The lines below the directive, dedented.</param>
    /// <returns>The lines to read as reStructuredText.</returns>
    public static IReadOnlyList<RstLine> Add(string name, string argument, int line, IReadOnlyList<RstLine> body, BlockList blocks)
    {
        var options = body.TakeWhile(each => Field().IsMatch(each.Text)).ToList();
        var content = body.Skip(options.Count).SkipWhile(each => each.IsBlank).ToList();
        switch (name)
        {
            case "code-block" or "code" or "sourcecode" or "parsed-literal" or "prompt" or "http:example":
                if (content.Count > 0)
                    blocks.Add(new(BlockKind.CodeBlock, RstLine.Join(content)) { Label = argument });
                return [];
            case "include" or "literalinclude" or "openapi" or "swaggerv2doc":
                blocks.Add(BlockKind.Include, LocatedText.Of(argument, line));
                return [];
            case "list-table":
                var hasTitles = options.Exists(option => option.Text.StartsWith(":header-rows: 1", StringComparison.Ordinal));
                AddListTable(content, hasTitles, blocks);
                return [];
            case "image" or "figure" or "raw" or "toctree" or "contents" or "only" or "highlight":
                return [];
            case ['h', 't', 't', 'p', ':', .. var method]:
                AddTag(name, [new("method", method), new("path", argument)], line, blocks);
                foreach (var field in body)
                    AddField(field, blocks);
                return body;
            default:
                if (argument.Length > 0)
                    blocks.AddParagraph(RstText.Of([new(argument, line)], blocks));
                return content;
        }
    }

    private static void AddField(RstLine line, BlockList blocks)
    {
        if (Field().Match(line.Text) is { Success: true } field && Fields.TryGetValue(field.Groups["name"].Value, out var meaning)
            && field.Groups["rest"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var last])
            AddTag("field", [new("in", meaning.In), new(meaning.Name, last)], line.Number, blocks);
    }

    private static void AddTag(string name, ValueList<TagValue> attributes, int line, BlockList blocks) =>
        blocks.Add(new(BlockKind.Tag, LocatedText.Of(string.Join(' ', attributes.Select(attribute => attribute.Value)), line))
        {
            Label = name,
            Attributes = attributes,
        });

    private static void AddListTable(IReadOnlyList<RstLine> content, bool hasTitles, BlockList blocks)
    {
        var titles = new List<string>();
        var cells = new List<IReadOnlyList<RstLine>>();
        foreach (var line in content)
        {
            if (line.Text is ['*', ..])
            {
                End();
                cells.Add([new(line.Text[1..].Trim().TrimStart('-').Trim(), line.Number)]);
            }
            else if (line.Content is ['-', ..])
            {
                cells.Add([new(line.Content[1..].Trim(), line.Number)]);
            }
            else if (cells.Count > 0 && !line.IsBlank)
            {
                cells[^1] = [.. cells[^1], new(line.Content, line.Number)];
            }
        }

        End();

        void End()
        {
            if (cells.Count > 0)
                RstCells.Add(cells, hasTitles, titles, blocks);
            hasTitles &= cells.Count == 0;
            cells.Clear();
        }
    }

    [GeneratedRegex(@"^:(?<name>[^:\s]+)(?<rest>[^:]*):", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
