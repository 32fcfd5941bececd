using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Tests.Support;
using LogoutContracts.Tests.Verification.Reports;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.Tests.Cli.Verify;

/// <summary>The option <c>--report</c> of <c>verify</c>, <c>audit</c> and <c>run</c>.</summary>
public sealed class CommandLineReports
{
    [Test]
    public void Several_reports_are_written_at_once_and_folders_made()
    {
        using var command = new CommandLineRun();
        Read(command, "junit=out/a.xml,json=out/b.json", "html=c.html").Write(SampleReport.Whole);
        command.Files().Keys.Should().BeEquivalentTo("out/a.xml", "out/b.json", "c.html");
        command.Files()["c.html"].Should().Be(ReportTexts.Written("html", SampleReport.Whole));
    }

    [Test]
    public void A_report_of_an_earlier_run_is_replaced_and_stays_until_then()
    {
        using var command = new CommandLineRun();
        command.Write("a.md", "earlier");
        var files = Read(command, "markdown=a.md");
        command.Files().Should().ContainSingle().Which.Value
            .Should().Be("earlier", "no report is written before the run, and no temporary file remains");
        files.Write(SampleReport.Whole);
        command.Files().Should().ContainSingle().Which.Value.Should().StartWith("## ");
    }

    [Test]
    public void Without_the_option_nothing_is_written() => ReportOption.Read(Shell("/"), null).All.Should().BeEmpty();

    [TestCase("html", "'html' has no file; expected FORMAT=FILE")]
    [TestCase("html=", "'html=' has no file; expected FORMAT=FILE")]
    [TestCase("", "'' has no file")]
    [TestCase("htm=a.html", "unknown format 'htm'; expected one of: junit, json, markdown, html, sarif, github. Did you mean 'html'?")]
    [TestCase("html=a,json=b,junit=./a", "'./a' is used for html and for junit")]
    [TestCase("html=.", "is a folder or a device")]
    [TestCase("html=a.txt/b.html", "cannot write 'a.txt/b.html': ")]
    public void What_is_wrong_is_said_before_the_run(string asked, string message)
    {
        using var command = new CommandLineRun();
        command.Write("a.txt", "");
        var error = FluentActions.Invoking(() => Read(command, asked)).Should().Throw<UserErrorException>().Which.Message;
        error.Should().StartWith("error: --report: ").And.Contain(message).And.NotContain("\n");
    }

    [Test]
    public void A_device_is_not_replaced_by_a_file()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no /dev.");
        using var command = new CommandLineRun();
        FluentActions.Invoking(() => Read(command, "json=/dev/null"))
            .Should().Throw<UserErrorException>().WithMessage("*'/dev/null' is a folder or a device*");
    }

    [Test]
    public void All_that_is_wrong_is_said_at_once()
    {
        using var command = new CommandLineRun();
        FluentActions.Invoking(() => Read(command, "htm=a", "json,html=."))
            .Should().Throw<UserErrorException>().Which.Message.Split(Environment.NewLine).Should().HaveCount(3);
    }

    [Test]
    public void A_folder_that_is_gone_meanwhile_is_made_again_and_one_that_cannot_be_is_an_error()
    {
        using var command = new CommandLineRun();
        var files = Read(command, "json=a/b.json,html=c.html");
        Directory.Delete(command.PathOf("a"));
        command.Write("a", "a file in the way");
        FluentActions.Invoking(() => files.Write(SampleReport.Whole))
            .Should().Throw<UserErrorException>().WithMessage("error: --report: cannot write 'a/b.json': *");
        command.Files().Keys.Should().BeEquivalentTo(["a", "c.html"], "one that fails does not keep the others");
    }

    [Test]
    public async Task Annotations_are_printed_after_the_results_with_paths_from_the_workspace()
    {
        using var command = new CommandLineRun { Clock = new JumpingClock() };
        command.Variables["GITHUB_WORKSPACE"] = Path.GetDirectoryName(command.Folder)!;
        Directory.CreateDirectory(command.PathOf("specs/laravel"));
        File.Copy(SourceTree.PathOf("specs", "laravel", "openapi.yaml"), command.PathOf("specs/laravel/openapi.yaml"));

        var result = await command.RunAsync(
            "audit", "laravel", "--specs", "specs", "--mock", "--flaw", "token-survives", "--only", "T1", "--report", "github");

        var annotations = result.Out.Split('\n').SkipWhile(line => !line.StartsWith("::", StringComparison.Ordinal)).ToList();
        annotations[0].Should().StartWith($"::error file={Path.GetFileName(command.Folder)}/specs/laravel/openapi.yaml,line=")
            .And.Contain("title=laravel%3A T1::");
        annotations[1].Should().StartWith("::notice title=logout-contracts audit::");
        result.Code.Should().Be(1);
    }

    [Test]
    public void The_option_says_what_there_is() =>
        ReportOption.Create().Description.Should().ContainAll(ReportFormats.All.Select(form => form.Name));

    private static ReportFiles Read(CommandLineRun command, params string[] asked) => ReportOption.Read(Shell(command.Folder), asked);

    private static CommandContext Shell(string folder) => new(TextWriter.Null, TextWriter.Null, () => default, folder, 110, () => []);
}
