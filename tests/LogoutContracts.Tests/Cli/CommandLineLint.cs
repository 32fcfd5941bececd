using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli;

public sealed partial class CommandLineLint
{
    private static readonly string Edin = Encoding.UTF8.GetString(SpecCatalog.BuiltInFiles()
        .First(files => files.Spec.Name is "specs/edin/openapi.yaml").Spec.Utf8.Span);

    [Test]
    public async Task The_built_in_specs_are_fine()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("lint");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(SpecCatalog.BuiltIn.Count)
            .And.OnlyContain(line => line.Contains("/openapi.yaml ok: ", StringComparison.Ordinal));
    }

    [Test]
    public async Task Inside_of_a_repository_its_own_specs_are_checked()
    {
        using var command = new CommandLineRun();
        command.Write("LogoutContracts.sln", "");
        command.Write("specs/edin/openapi.yaml", Edin);
        (await command.RunAsync("lint")).Out.Should().MatchRegex(@"^specs/edin/openapi\.yaml ok: \d+ operations, \d+ variants\r?\n$");
    }

    [TestCase("specs/edin/openapi.yaml")]
    [TestCase("specs/edin")]
    [TestCase("specs")]
    [TestCase("specs specs/edin specs/edin/openapi.yaml")]
    public async Task A_path_is_a_spec_its_folder_or_a_folder_of_such_folders(string paths)
    {
        using var command = new CommandLineRun();
        command.Write("specs/edin/openapi.yaml", Edin);
        (await command.RunAsync(["lint", .. paths.Split(' ')])).Out
            .Should().MatchRegex(@"^specs/edin/openapi\.yaml ok: \d+ operations, \d+ variants\r?\n$");
    }

    [Test]
    public async Task Everything_that_is_wrong_is_reported_at_once()
    {
        using var command = new CommandLineRun();
        WriteBadSpecs(command);
        var result = await command.RunAsync("lint", "specs");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        await Snapshot.Verify($"{Numbers().Replace(result.Out, "n")}--- stderr\n{result.Error}", $"{nameof(CommandLineLint)}.problems");
    }

    [Test]
    public async Task Programs_get_the_same_problems_as_persons()
    {
        using var command = new CommandLineRun();
        WriteBadSpecs(command);
        var text = await command.RunAsync("lint", "specs");
        var json = await command.RunAsync("lint", "specs", "--format", "json");
        json.Code.Should().Be(ExitCodes.UsedWrongly);
        json.Error.Should().Be(text.Error);
        var files = JsonNode.Parse(json.Out)!.AsArray();
        files.Select(file => (string)file!["file"]!)
            .Should().Equal("specs/alone/openapi.yaml", "specs/edin/openapi.yaml", "specs/other/openapi.yaml", "specs/twin/openapi.yaml");
        foreach (var problem in files.SelectMany(file => file!["problems"]!.AsArray()))
            text.Out.Should().Contain($"{problem!["file"]}:{problem["line"]}:{problem["column"]}: {problem["rule"]}");
    }

    [Test]
    public async Task A_spec_that_may_not_be_read_is_an_error_and_no_crash()
    {
        using var command = new CommandLineRun();
        Directory.CreateDirectory(command.PathOf("specs/edin/openapi.yaml/workflows.arazzo.yaml"));
        var result = await command.RunAsync("lint", "specs");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().StartWith("error: ");
    }

    private static void WriteBadSpecs(CommandLineRun command)
    {
        command.Write("specs/alone/openapi.yaml", "openapi: 3.0.3\ninfo: { version: 1.0.0 }\npathz: {}\n");
        command.Write("specs/edin/openapi.yaml", Edin);
        command.Write("specs/other/openapi.yaml", Edin.Replace("  id: edin", "  id: othello", StringComparison.Ordinal)
            .Replace("port: 9101", "port: 9109", StringComparison.Ordinal));
        command.Write("specs/twin/openapi.yaml", Edin);
    }

    // The counts of the valid spec do not matter here.
    [GeneratedRegex("[0-9]+(?= operations| variants)")]
    private static partial Regex Numbers();
}
