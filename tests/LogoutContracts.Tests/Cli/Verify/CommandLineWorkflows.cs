using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Verify;

/// <summary>The verb <c>run</c>.</summary>
public sealed partial class CommandLineWorkflows
{
    private static readonly string Tests = SourceTree.PathOf("tests", "LogoutContracts.Tests");

    [TestCase("session.arazzo.yaml", "", ExitCodes.Fine)]
    [TestCase("failing.arazzo.yaml", "--workflow criterion --workflow value --workflow ended --workflow other",
        ExitCodes.ContractDoesNotHold)]
    public async Task Each_step_is_shown_with_what_holds_and_what_does_not(string file, string options, int code)
    {
        using var command = WithSamples();
        var result = await command.RunAsync(["run", $"small/{file}", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        result.Error.Should().BeEmpty();
        result.Code.Should().Be(code);
        await Snapshot.Verify(
            Volatile().Replace(result.Out, "${name}…"), $"{nameof(CommandLineWorkflows)}.{file[..^".arazzo.yaml".Length]}");
    }

    [Test]
    public async Task Symphonys_sequences_run_as_they_are()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("run", SourceTree.PathOf("specs", "symphony", "workflows.arazzo.yaml"));
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().EndWith($"4 workflows: 4 passed{Environment.NewLine}").And.NotContain("FAIL");
    }

    [Test]
    public async Task A_target_of_ones_own_is_taken_for_the_mock()
    {
        await using var mock = await RunningMock.StartAsync("symphony");
        using var command = new CommandLineRun();
        var result = await command.RunAsync("run", SourceTree.PathOf("specs", "symphony", "workflows.arazzo.yaml"),
            "--target", mock.Address.ToString(), "--workflow", "app-logout");
        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().StartWith($"target: {mock.Address.ToString().TrimEnd('/')}{Environment.NewLine}")
            .And.EndWith($"1 workflow: 1 passed{Environment.NewLine}");
        mock.Server.Journal.Entries.Should().HaveCount(4);
    }

    [Test]
    public async Task A_target_that_is_down_is_inconclusive()
    {
        using var command = WithSamples();
        var result = await command.RunAsync("run", "small/session.arazzo.yaml", "--target", "http://127.0.0.1:1");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().EndWith($"3 workflows: 3 inconclusive{Environment.NewLine}");
    }

    [Test]
    public async Task Reports_have_a_case_for_each_workflow()
    {
        using var command = WithSamples();
        var result = await command.RunAsync("run", "small/failing.arazzo.yaml",
            "--workflow", "criterion", "--workflow", "value", "--report", "json=out.json,junit=out.xml");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        var cases = JsonNode.Parse(command.Files()["out.json"])!["sections"]![0]!["cases"]!.AsArray();
        cases.Select(each => (string)each!["id"]!).Should().Equal("workflow.criterion", "workflow.value");
        cases.Should().OnlyContain(each => (string)each!["outcome"]! == "failed");
        cases[0]!["problems"]!.AsArray().Should().HaveCount(3);
        cases[1]!["problems"]!.AsArray().Should().HaveCount(1);
        command.Files()["out.xml"].Should().Contain("small/failing.arazzo.yaml:");
    }

    [Test]
    public async Task Inputs_come_from_the_command_line_and_from_a_file()
    {
        using var command = WithSamples();
        command.Write("inputs.yaml", "user: margaret\n");
        (await command.RunAsync("run", "small/session.arazzo.yaml", "--workflow", "session", "--inputs", "inputs.yaml")).Out
            .Should().Contain("output user: margaret");
        (await command.RunAsync("run", "small/session.arazzo.yaml", "--workflow", "session",
            "--inputs", "inputs.yaml", "--input", "user=1e3")).Out.Should().Contain("output user: 1e3");
    }

    [TestCase("run none.yaml",
        "error: 'none.yaml' does not exist; expected an Arazzo file, such as workflows.arazzo.yaml. Check the path.")]
    [TestCase("run small/session.arazzo.yaml --workflow sesion",
        "error: --workflow: unknown workflow 'sesion'; expected one of: log-in, session, log-in-when-refused. Did you mean 'session'?")]
    [TestCase("run small/session.arazzo.yaml --input user --input usr=a --input user=b --input user=c",
        "error: --input: an input is not of the form NAME=VALUE (not shown, as it may be secret); add the missing part.|"
        + "error: --input: 'user' is given twice; expected each input once. Remove one of them.|"
        + "error: unknown workflow input 'usr'; expected one of: token, user. Did you mean 'user'?")]
    [TestCase("run small/session.arazzo.yaml --input user=x",
        "error: invalid inputs for workflow 'log-in': /user must have at least 2 characters; "
        + "correct them with --input NAME=VALUE, or in the file of --inputs.")]
    [TestCase("run small/session.arazzo.yaml --target localhost:9104",
        "error: --target: 'localhost:9104' is not a base URL; "
        + "expected http:// or https:// with a host, optionally a port and a path, but no query and no user.")]
    [TestCase("run small/session.arazzo.yaml --target http://203.0.113.7",
        "error: --target: http://203.0.113.7/ is not this machine, and the workflows would open and end sessions there; "
        + "add --yes to confirm.")]
    [TestCase("run small/remote.arazzo.yaml",
        "error: small/remote.arazzo.yaml: the source description 'https://example.com/openapi.yaml' is not a local file; "
        + "expected the path of an OpenAPI file. Download it, and use its path as 'url'.")]
    [TestCase("run small/lost.arazzo.yaml",
        "error: small/lost.arazzo.yaml: the source description './openapi.yml' does not exist; "
        + "expected an OpenAPI file. Correct 'url', which is relative to this Arazzo file.")]
    public async Task What_is_used_wrongly_is_said_in_a_line(string line, string errors)
    {
        using var command = WithSamples();
        var session = File.ReadAllText(Path.Combine(Tests, "Samples", "workflows", "session.arazzo.yaml"));
        command.Write("small/remote.arazzo.yaml",
            session.Replace("./openapi.yaml", "https://example.com/openapi.yaml", StringComparison.Ordinal));
        command.Write("small/lost.arazzo.yaml", session.Replace("./openapi.yaml", "./openapi.yml", StringComparison.Ordinal));
        var result = await command.RunAsync(line.Split(' '));
        var expected = string.Concat(errors.Split('|').Select(error => error + Environment.NewLine));
        result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "", Error = expected });
    }

    [Test]
    public async Task All_that_is_wrong_with_the_files_is_said_at_once()
    {
        using var command = WithSamples();
        command.Write("small/bad.arazzo.yaml", File.ReadAllText(Path.Combine(Tests, "BadSpecs", "unknown-step.arazzo.yaml")));
        var result = await command.RunAsync("run", "small/bad.arazzo.yaml");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        Regex.Count(result.Error, "(?m)^small/bad.arazzo.yaml:[0-9]+:[0-9]+: unknown-name").Should().Be(3);
    }

    private static CommandLineRun WithSamples()
    {
        var command = new CommandLineRun();
        command.Write("small/openapi.yaml", File.ReadAllText(Path.Combine(Tests, "BadSpecs", "good.yaml")));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Tests, "Samples", "workflows")))
            command.Write($"small/{Path.GetFileName(file)}", File.ReadAllText(file));
        return command;
    }

    // Ports and hashes of new tokens differ in each run.
    [GeneratedRegex("(?<name>127\\.0\\.0\\.1:|sha256:)[0-9a-f]+…?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Volatile();
}
