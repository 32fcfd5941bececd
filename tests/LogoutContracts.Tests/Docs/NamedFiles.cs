using System.Text.RegularExpressions;
using LogoutContracts.Tests.Docs.Markdown;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Docs;

/// <summary>Files, types and headings that the docs name or link to exist.</summary>
public sealed partial class NamedFiles
{
    private static IEnumerable<string> Pages => MarkdownPage.All.Select(page => page.Path).Concat(["SECURITY.md", "CHANGELOG.md"]);

    [TestCase("docs/architecture.md")]
    [TestCase("CONTRIBUTING.md")]
    public async Task A_page_names_files_that_exist(string page)
    {
        var text = Fence().Replace(await File.ReadAllTextAsync(SourceTree.PathOf(page)), "");
        var named = Code().Matches(text).Select(match => match.Groups["path"].Value).ToList();

        named.Should().NotBeEmpty();
        named.Where(path => !File.Exists(SourceTree.PathOf(path)) && !Directory.Exists(SourceTree.PathOf(path))).Should().BeEmpty();
    }

    [TestCase("docs/architecture.md")]
    [TestCase("CONTRIBUTING.md")]
    public async Task A_page_names_types_that_exist(string page)
    {
        var text = Fence().Replace(await File.ReadAllTextAsync(SourceTree.PathOf(page)), "");
        var files = ((string[])["specs", "mocks", "tools", "tests"])
            .SelectMany(folder => Directory.EnumerateFiles(SourceTree.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(Path.GetFileNameWithoutExtension);

        TypeName().Matches(text).Select(match => match.Groups["type"].Value).Except(files, StringComparer.Ordinal).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_links_to_what_exists(string page)
    {
        var text = Fence().Replace(await File.ReadAllTextAsync(SourceTree.PathOf(page)), "");

        Link().Matches(text).Select(match => match.Groups["target"].Value).Where(target => !Exists(page, target)).Should().BeEmpty();
    }

    private static bool Exists(string page, string target)
    {
        var (path, anchor) = target.Split('#') is [var file, var heading] ? (file, heading) : (target, null);
        var full = path.Length == 0
            ? SourceTree.PathOf(page)
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceTree.PathOf(page))!, path));
        if (anchor is null)
            return File.Exists(full) || Directory.Exists(full);
        return File.Exists(full) && Heading().Matches(Fence().Replace(File.ReadAllText(full), ""))
            .Any(match => string.Equals(AnchorOf(match.Groups["text"].Value), anchor, StringComparison.Ordinal));
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string AnchorOf(string heading) => NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    // A path with a folder. Patterns such as T21….cs do not match.
    [GeneratedRegex(@"`(?<path>(specs|mocks|tools|tests|docs|\.ci|\.github)/[\w./-]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    // Names with two capital letters. Single capitalized words are often not types.
    [GeneratedRegex(@"`(?<type>[A-Z]\w*[a-z]\w*[A-Z]\w*)(\.\w+)?`", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\]\((?<target>(?!https?:|mailto:)[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
