using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Verification.Reports;

public sealed class ReportGitHub
{
    private static IEnumerable<TestCaseData> Hostile => HostileTexts.All;

    [TestCaseSource(nameof(Hostile))]
    public void Each_line_is_one_command_of_ours(string text)
    {
        var lines = Lines(ReportTexts.Written("github", SampleReport.Of($"{text}\n::set-env name=A::b\n::add-path::c,file=d")));

        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("::error file=");
        lines[1].Should().StartWith("::notice title=logout-contracts verify::");
    }

    [Test]
    public void Properties_cannot_be_added_by_a_value()
    {
        var line = Lines(ReportTexts.Written("github", SampleReport.Of("a,line=99::b%")))[0];

        line.Split("::")[1].Should().Be("error file=a%2Cline=99%3A%3Ab%25,line=1,col=1,title=a%2Cline=99%3A%3Ab%25 a%2Cline=99%3A%3Ab%25%3A Failed.a%2Cline=99%3A%3Ab%25");
    }

    [Test]
    public void The_ten_worst_are_annotated_and_the_rest_is_counted()
    {
        var section = SampleReport.Whole.Sections[0];
        var worst = SampleReport.Whole.Sections[1].Cases[0];
        var cases = Enumerable.Range(0, 14).Select(i => section.Cases[1] with { Id = $"case-{i}" }).Append(worst).ToValueList();

        var lines = Lines(ReportTexts.Written("github", SampleReport.Whole with { Sections = [section with { Cases = cases }] }));

        lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)).Should().Be(10);
        lines[0].Should().Contain("T4");
        lines[^1].Should().EndWith("::15 of 15 checks failed; 5 failures are not annotated.");
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
}
