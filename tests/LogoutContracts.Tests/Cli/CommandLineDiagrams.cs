using System.Text.Json.Nodes;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli;

public sealed class CommandLineDiagrams
{
    [Test]
    public async Task Each_diagram_of_a_contract_is_a_heading_and_a_block_of_Mermaid()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("list", "edin", "--diagram");

        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Should().Equal(
            "## edin: states of a session", "## edin: requestToken", "## edin: login", "## edin: getUserProfile", "## edin: logout");
        result.Out.Split("```mermaid").Should().HaveCount(6);
    }

    [Test]
    public async Task An_operation_has_its_rules_in_the_release_that_is_asked_for()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(
            "list", "crafter", "--diagram", "--operation", "logout", "--release", "3.1.10", "--format", "json");

        var diagram = JsonNode.Parse(result.Out)!.AsArray().Should().ContainSingle().Which!;
        ((string?)diagram["title"]).Should().Be("crafter, release 3.1.10: logout");
        ((string?)diagram["operation"]).Should().Be("logout");
        ((string?)diagram["mermaid"]).Should().StartWith("flowchart TB\n").And.Contain("401 no-live-session-3-1-10")
            .And.NotContain("3-1-31");
    }

    [Test]
    public async Task Over_TLS_no_answer_is_marked_as_over_TLS_only()
    {
        using var command = new CommandLineRun();
        (await command.RunAsync("list", "symphony", "--diagram")).Out.Should().Contain("over TLS only");
        (await command.RunAsync("list", "symphony", "--diagram", "--tls")).Out.Should().Contain("handshake refused")
            .And.NotContain("over TLS only");
    }

    [TestCase("--diagram cannot be combined with --summary; remove one of them.", "--diagram", "--summary")]
    [TestCase("--diagram cannot be combined with --flaws; remove one of them.", "--diagram", "--flaws")]
    [TestCase("--release requires --diagram; add --diagram, or remove --release.", "--release", "6")]
    [TestCase("--operation: unknown operation 'logot'; expected one of: ", "--diagram", "--operation", "logot")]
    [TestCase("'crafter' has no release '9'", "crafter", "--diagram", "--release", "crafter=9")]
    public async Task Wrong_options_are_an_error(string message, params string[] options)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(["list", .. options]);

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message);
        result.Out.Should().BeEmpty();
    }
}
