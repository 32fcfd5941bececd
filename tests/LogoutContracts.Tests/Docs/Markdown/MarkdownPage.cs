using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Docs.Markdown;

/// <summary>A page of the docs: its fenced blocks, and the comments that tell the tests what to do with them.</summary>
/// <param name="Path">Path from the repository root, with slashes.</param>
internal sealed record MarkdownPage(string Path, IReadOnlyList<MarkdownBlock> Blocks)
{
    public static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md" }
            .Concat(Directory.EnumerateFiles(SourceTree.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal))
            .Select(path => Parse(path, File.ReadAllText(SourceTree.PathOf(path)))),
    ];

    public static MarkdownPage Parse(string path, string text)
    {
        var blocks = new List<MarkdownBlock>();
        var comment = "";
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var start = at;
            if (lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                at = Array.IndexOf(lines, "```", at + 1);
                blocks.Add(new(path, start + 1, lines[start][3..],
                    string.Concat(lines[(start + 1)..at].Select(line => $"{line}\n")), comment));
                comment = "";
            }
            else if (lines[at].StartsWith("<!-- ", StringComparison.Ordinal))
            {
                at = Array.FindIndex(lines, at, line => line.EndsWith("-->", StringComparison.Ordinal));
                comment = string.Join('\n', lines[start..(at + 1)])[4..^3].Trim();
                if (Hidden(path, start + 1, comment) is { } hidden)
                    blocks.Add(hidden);
            }
            else if (lines[at].Length > 0)
            {
                comment = "";
            }
        }

        return new(path, blocks);
    }

    // Commands that the page describes in words only, such as "send a few requests".
    private static MarkdownBlock? Hidden(string path, int line, string comment) =>
        comment.StartsWith("run:", StringComparison.Ordinal) ? new(path, line, "sh", $"{comment["run:".Length..].Trim()}\n", "") : null;

    public override string ToString() => Path;
}
