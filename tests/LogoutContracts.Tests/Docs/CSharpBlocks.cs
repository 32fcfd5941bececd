using System.Text.RegularExpressions;
using System.Xml.Linq;
using LogoutContracts.Tests.Docs.Markdown;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Docs;

/// <summary>Every C# block of the docs is a file of the project DocSamples, so the build compiles it.</summary>
public sealed partial class CSharpBlocks
{
    private const string Project = "tests/LogoutContracts.DocSamples";

    /// <summary>The only file that is not copied from the docs.</summary>
    private const string Servers = "RunningServers.cs";

    private static IEnumerable<MarkdownBlock> Blocks =>
        MarkdownPage.All.SelectMany(page => page.Blocks).Where(block => block.Language is "csharp" or "cs" or "c#");

    [Test]
    public void Every_block_is_a_file_and_every_file_is_a_block()
    {
        if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_ACCEPT") is "1")
            Write();
        var files = Directory.EnumerateFiles(SourceTree.PathOf(Project), "*.cs").Where(file => Path.GetFileName(file) is not Servers)
            .ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparer.Ordinal);

        files.Should().BeEquivalentTo(Blocks.ToDictionary(FileOf, block => block.Text, StringComparer.Ordinal),
            "with LOGOUT_CONTRACTS_ACCEPT=1, this test writes {0} from the docs", Project);
    }

    [Test]
    public void Only_a_block_with_a_reason_is_left_out_of_the_build()
    {
        var project = XDocument.Load(SourceTree.PathOf(Project, "LogoutContracts.DocSamples.csproj"));
        var removed = project.Descendants("Compile").Select(item => item.Attribute("Remove")!.Value)
            .Where(file => !file.Contains('*', StringComparison.Ordinal));

        removed.Should().Equal(Blocks.Where(block => block.NotCompiled is not null).Select(FileOf));
    }

    private static void Write()
    {
        foreach (var block in Blocks)
            File.WriteAllText(SourceTree.PathOf(Project, FileOf(block)), block.Text);
    }

    private static string FileOf(MarkdownBlock block) => $"{Type().Match(block.Text).Groups["name"].Value}.cs";

    [GeneratedRegex(@"^public (static |sealed )*class (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Type();
}
