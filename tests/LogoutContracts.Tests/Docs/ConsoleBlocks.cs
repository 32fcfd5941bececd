using LogoutContracts.Testing;
using LogoutContracts.Tests.Docs.Markdown;
using LogoutContracts.Tests.Docs.Running;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Docs;

/// <summary>Every command in the docs runs, and its output is the output on the page.</summary>
public sealed class ConsoleBlocks
{
    private static IEnumerable<string> Pages =>
        MarkdownPage.All.Where(page => page.Blocks.Any(block => block is { IsCommands: true, NotRun: null })).Select(page => page.Path);

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_shows_what_its_commands_print(string path)
    {
        Programs.Require("bash", "curl");
        var differences = await PageRun.FollowAsync(
            MarkdownPage.All.Single(page => string.Equals(page.Path, path, StringComparison.Ordinal)));
        if (differences.Count == 0)
            return;
        if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_ACCEPT") is "1")
            await AcceptAsync(SourceTree.PathOf(path), differences);
        Assert.Fail($"{string.Join("\n\n", differences)}\n\n"
            + "Correct the page, or run this test with LOGOUT_CONTRACTS_ACCEPT=1: it changes the lines that it can.");
    }

    /// <summary>Corrects the output on the page. Run the test again to see whether all differences are gone.</summary>
    private static async Task AcceptAsync(string file, IEnumerable<PageDifference> differences)
    {
        var lines = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n").Split('\n');
        foreach (var (command, _, received) in differences.Where(difference => difference.At is not null))
        {
            foreach (var (index, line) in ExpectedOutput.Accept(command.Output!, received).Index())
                lines[command.OutputLine - 1 + index] = line;
        }

        await File.WriteAllTextAsync(file, string.Join('\n', lines));
    }

    [Test]
    public async Task What_is_neither_run_nor_compiled_is_listed()
    {
        var excluded = MarkdownPage.All.SelectMany(page => page.Blocks).Where(block => (block.NotRun ?? block.NotCompiled) is not null)
            .Select(block => $"{block.Page}: {block.Comment}\n  {block.Text.Split('\n')[0]}\n");

        await Snapshot.Verify(string.Concat(excluded), "Docs.exclusions");
    }
}
