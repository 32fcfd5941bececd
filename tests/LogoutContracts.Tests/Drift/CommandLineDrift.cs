using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drift;

public sealed class CommandLineDrift
{
    [Test]
    public async Task Lost_facts_fail_and_new_ones_do_not()
    {
        using var command = new CommandLineRun();
        command.Write("page.md", Renamed());
        var result = await command.RunAsync("drift", "rocketchat", "page.md");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Error.Should().BeEmpty();
        await Snapshot.Verify(result.Out, $"{nameof(CommandLineDrift)}.renamed");
    }

    [TestCase("", 0)]
    [TestCase("--fail-on=error", 0)]
    [TestCase("--fail-on=warning", 1)]
    [TestCase("--fail-on=note", 1)]
    public async Task A_new_fact_fails_a_stricter_run(string option, int code)
    {
        using var command = new CommandLineRun();
        command.Write("page.md", DriftPages.TextOf("rocketchat.md").Replace("### Error", "### Error\n\n`418`", StringComparison.Ordinal));
        string[] options = option.Length > 0 ? [option] : [];
        (await command.RunAsync(["drift", "rocketchat", "page.md", .. options])).Code.Should().Be(code);
    }

    [TestCase("error", 0)]
    [TestCase("note", 1)]
    public async Task An_included_file_is_a_note(string level, int code)
    {
        using var command = new CommandLineRun();
        command.Write("page.md", DriftPages.TextOf("symphony.md"));
        (await command.RunAsync("drift", "symphony", "page.md", "--fail-on", level)).Code.Should().Be(code);
    }

    [TestCase()]
    [TestCase("-")]
    [TestCase("-", "--page", "rst")]
    public async Task A_page_can_come_from_standard_input(params string[] arguments)
    {
        using var command = new CommandLineRun { In = DriftPages.TextOf("crafter.rst") };
        var result = await command.RunAsync(["drift", "crafter", .. arguments]);
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().Contain("crafter: standard input has 8 of 8 facts; 0 new.");
    }

    [TestCase("drift rocketchat", "error: no page; expected the file of a page, or a page on standard input")]
    [TestCase("drift rocketchat nowhere.md", "error: 'nowhere.md' does not exist; expected a page in Markdown, HTML or reStructuredText.")]
    [TestCase("drift rocketchat .", "error: '.' is a folder; expected the file of a page")]
    [TestCase("drift rocketchat empty.md", "error: cannot read or write 'empty.md': 'empty.md' is empty, or a pipe or device")]
    [TestCase("drift rocketchat blank.md", "error: 'blank.md' cannot be read as a page: it has no text; expected a page of documentation.")]
    [TestCase("drift edin other.md", "error: 'other.md' cannot be compared with 'edin'. Nothing of the contract is on the page")]
    [TestCase("drift edinn other.md", "error: unknown contract 'edinn'")]
    [TestCase("drift edin other.md --page pdf", "Argument 'pdf' not recognized. Must be one of:")]
    [TestCase("drift edin other.md --fail-on never", "Argument 'never' not recognized. Must be one of:")]
    [TestCase("drift", "Required argument 'contract' missing for command: 'drift'.")]
    public async Task What_cannot_be_judged_ends_with_2(string commandLine, string message)
    {
        using var command = new CommandLineRun();
        command.Write("empty.md", "");
        command.Write("blank.md", "\n");
        command.Write("other.md", "# Weather\n\nIt rains.");
        var result = await command.RunAsync(commandLine.Split(' '));
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message);
        result.Out.Should().BeEmpty();
    }

    [TestCase("markdown")]
    [TestCase("github")]
    [TestCase("sarif")]
    [TestCase("junit")]
    [TestCase("json")]
    [TestCase("html")]
    public async Task Reports_have_the_usual_forms(string format)
    {
        using var command = new CommandLineRun();
        command.Write("page.md", Renamed());
        (await command.RunAsync("drift", "rocketchat", "page.md", "--fail-on", "warning", "--report", $"{format}=report"))
            .Code.Should().Be(ExitCodes.ContractDoesNotHold);
        var report = command.Files()["report"];
        report.Should().Contain("logoutMySession.header.X-Auth-Token").And.Contain("new.header.X-Session-Token").And.Contain("page.md");
    }

    [Test]
    public async Task A_page_that_is_not_judged_is_inconclusive_in_reports()
    {
        using var command = new CommandLineRun();
        command.Write("page.md", "# Weather");
        (await command.RunAsync("drift", "edin", "page.md", "--report", "markdown=report.md")).Code.Should().Be(ExitCodes.UsedWrongly);
        command.Files()["report.md"].Should().Contain("The only check could not be decided");
    }

    [Test]
    public async Task A_page_cannot_control_the_terminal_or_the_log()
    {
        using var command = new CommandLineRun();
        command.Write("page.md", DriftPages.TextOf("rocketchat.md").Replace("`sessionId`", "`sessionId`\u001b[2J", StringComparison.Ordinal)
            .Replace("{ \"status\": \"error\"", "{ \"x\": \"##[error]\u202e\", \"status\": \"error\"", StringComparison.Ordinal));
        var result = await command.RunAsync("drift", "rocketchat", "page.md");
        result.Out.Should().NotContain("\u001b").And.NotContain("\u202e").And.NotContain("##[");
    }

    [Test]
    public async Task A_contract_without_a_document_has_no_page()
    {
        using var command = new CommandLineRun();
        var spec = Encoding.UTF8.GetString(LogoutContracts.Specs.SpecCatalog.BuiltInFiles()
            .First(files => files.Spec.Name is "specs/edin/openapi.yaml").Spec.Utf8.Span);
        var start = spec.IndexOf("  document:", StringComparison.Ordinal);
        command.Write("edin/openapi.yaml", spec.Remove(start, spec.IndexOf("  # The e-mail", StringComparison.Ordinal) - start)
            .Replace("[document, '", "[vendor, '", StringComparison.Ordinal));
        command.Write("page.rst", DriftPages.TextOf("edin.rst"));
        var result = await command.RunAsync("drift", "edin", "page.rst", "--specs", "edin");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("The contract has no 'x-contract.document', so it is not based on a page. ")
            .And.Contain("Add 'document' to edin/openapi.yaml:");
    }

    private static string Renamed() =>
        DriftPages.TextOf("rocketchat.md").Replace("X-Auth-Token", "X-Session-Token", StringComparison.Ordinal);
}
