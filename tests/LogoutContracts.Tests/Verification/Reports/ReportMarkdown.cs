using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Verification.Reports;

public sealed class ReportMarkdown
{
    private static IEnumerable<TestCaseData> Hostile => HostileTexts.All;

    [TestCaseSource(nameof(Hostile))]
    public void Nothing_that_a_target_answers_is_markup(string text)
    {
        var markdown = ReportTexts.Written("markdown", SampleReport.Of(text));
        foreach (var line in OutsideOfCode(markdown))
        {
            line.Should().NotContain("<").And.NotContain("](").And.NotContain("://").And.NotContain("@");
            if (line.StartsWith('|'))
                line.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|').Should().BeOneOf(4, 9);
        }

        markdown.Should().NotContainAny("\u202E", "\u0007", "\u200B", "\0");
    }

    [Test]
    public void It_is_short_however_much_failed()
    {
        var failed = SampleReport.Whole.Sections[0].Cases[1];
        var problem = failed.Problems[0] with { Actual = new('a', 100_000) };
        var huge = failed with
        {
            Title = new('t', 100_000),
            Reason = new('r', 100_000),
            Problems = [.. Enumerable.Repeat(problem, 100)],
        };
        var inconclusive = SampleReport.Whole.Sections[0].Cases[3];
        var sections = Enumerable.Range(0, 200).Select(i => SampleReport.Whole.Sections[0] with
        {
            Contract = $"c{i}",
            Cases =
            [
                .. Enumerable.Repeat(huge, 20),
                .. Enumerable.Range(0, 20).Select(n => inconclusive with { Reason = $"Reason {i} {n}." }),
            ],
        });
        var markdown = ReportTexts.Written("markdown", SampleReport.Whole with { Sections = sections.ToValueList() });
        markdown.Length.Should().BeLessThan(200_000, "GitHub limits a job summary to a megabyte");
        markdown.Should().Contain("… and 3980 more failures").And.Contain("… and 3985 more reasons")
            .And.Contain("… and 150 more contracts").And.Contain("… and 95 more");
    }

    [Test]
    public void The_worst_comes_first()
    {
        var markdown = ReportTexts.Written("markdown", SampleReport.Whole);
        markdown.IndexOf("`T4`", StringComparison.Ordinal)
            .Should().BeLessThan(markdown.IndexOf("`logoutMySession.replay`", StringComparison.Ordinal));
    }

    [Test]
    public void It_starts_with_what_it_came_to()
    {
        ReportTexts.Written("markdown", SampleReport.Whole).Should().StartWith("## ❌ 3 of 8 checks failed\n");
        ReportTexts.Written("markdown", SampleReport.AllPassed).Should().StartWith("## ✅ The only check passed\n");
        ReportTexts.Written("markdown", SampleReport.Empty).Should().StartWith("## ⚠️ Nothing was checked\n");
    }

    private static IEnumerable<string> OutsideOfCode(string markdown)
    {
        string? fence = null;
        foreach (var line in markdown.Split('\n'))
        {
            var run = line.Length - line.TrimStart('`').Length;
            if (fence is null && run >= 3 && !line[run..].Contains('`', StringComparison.Ordinal))
                fence = line[..run];
            else if (fence is not null && string.Equals(line, fence, StringComparison.Ordinal))
                fence = null;
            else if (fence is null)
                yield return WithoutSpans(line);
        }

        fence.Should().BeNull("each fence is closed");
    }

    private static string WithoutSpans(string line)
    {
        for (var start = 0; start < line.Length;)
        {
            // An escaped backtick does not open a code span.
            if (line[start] != '`' || (start > 0 && line[start - 1] == '\\'))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < line.Length && line[end] == '`')
                end++;
            var close = System.Text.RegularExpressions.Regex.Match(line[end..], $"(?<!`){new string('`', end - start)}(?!`)");
            if (!close.Success)
                return line;
            line = line[..start] + line[(end + close.Index + close.Length)..];
        }

        return line;
    }
}
