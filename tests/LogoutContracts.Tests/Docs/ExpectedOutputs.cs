using LogoutContracts.Tests.Docs.Markdown;
using LogoutContracts.Tests.Docs.Running;

namespace LogoutContracts.Tests.Docs;

/// <summary>Which differences between outputs matter.</summary>
public sealed class ExpectedOutputs
{
    [TestCase("a\nb", "a\nb\n", null)]
    [TestCase("a\n…", "a", null)]
    [TestCase("a\n…\nd", "a\nb\nc\nd\n", null)]
    [TestCase("…\nb", "a\nb", null)]
    [TestCase("a … d\nlast", "a b c d\nlast", null)]
    [TestCase("a [the rest […]", "a [the rest of it", null)]
    [TestCase("X: sha256:12345678…", "X: sha256:abcdef01…", null)]
    [TestCase("at http://127.0.0.1:40001/", "at http://127.0.0.1:50002/", null)]
    [TestCase("took 1.5 ms", "took 20 ms", null)]
    [TestCase("(until 2036-11-25)", "(until 2037-01-01)", null)]
    [TestCase("date: Sat, 28 Nov 2026 20:22:44 GMT", "date: Sun, 29 Nov 2026 01:02:03 GMT", null)]
    [TestCase("\"userId\": \"tTUqDnh4SgVk5HBqy\"", "\"userId\": \"ZMUYfxyNCa235yrWk\"", null)]
    [TestCase("a\nb", "a", 1)]
    [TestCase("a", "a\nb", 1)]
    [TestCase("a\nb\nc", "a\nx\nc", 1)]
    [TestCase("a\n…\nd\ne", "a\nb\nc\nd\nx", 3)]
    [TestCase("12 passed", "13 passed", 0)]
    [TestCase("at http://127.0.0.1:9105/", "at http://127.0.0.1:9106/", 0)]
    [TestCase("X: sha256:12345678", "X: a-whole-token", 0)]
    [TestCase("\"userId\": \"tTUqDnh4SgVk5HBqy\"", "\"userId\": \"short\"", 0)]
    public void The_first_line_that_differs_is_found(string expected, string received, int? line) =>
        ExpectedOutput.FirstDifference(expected.Split('\n'), received).Should().Be(line);

    [Test]
    public void Accepting_replaces_the_lines_that_differ_and_keeps_ellipses() =>
        ExpectedOutput.Accept(["…", "all: 3 passed, 0 failed", "…"], "one: fine\nall: 4 passed, 0 failed\nend\n")
            .Should().Equal("…", "all: 4 passed, 0 failed", "…");

    [Test]
    public void A_page_is_taken_apart_into_blocks_with_their_comments()
    {
        var page = MarkdownPage.Parse(
            "x.md",
            "# X\n\n<!-- not run: why -->\n```sh\na\n```\n\n<!-- not run: far away -->\nText.\n"
            + "```console\n$ b \\\n   c\nd\n$ e &\n```\n<!-- run:\nf\n-->\n");

        page.Blocks.Select(block => (block.Line, block.Language, block.Text, block.NotRun))
            .Should().Equal((4, "sh", "a\n", "why"), (10, "console", "$ b \\\n   c\nd\n$ e &\n", null), (16, "sh", "f\n", null));
        var commands = ShellCommand.AllOf(page.Blocks[1]);
        commands.Select(command => (command.Line, command.Text, command.OutputLine, command.IsInBackground))
            .Should().Equal((11, "b \\\n   c", 13, false), (14, "e &", 15, true));
        commands[0].Output.Should().Equal("d");
    }
}
