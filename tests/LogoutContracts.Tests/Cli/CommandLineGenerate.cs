using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Generate;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli;

public sealed class CommandLineGenerate
{
    private const string NotExpressible = "mocks/edin/not-expressible.json";

    [Test]
    public async Task It_writes_each_contract_a_folder_and_the_same_bytes_each_time()
    {
        using var one = await Generated();
        using var other = await Generated();
        one.Files().Should().Equal(other.Files());
        one.Files().Keys.Should().Contain(SpecCatalog.BuiltIn.Select(contract => $"mocks/{contract.Id}/not-expressible.json"));
        one.Files().Keys.Should().NotContain(path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Test]
    public async Task What_is_there_already_is_not_written_again()
    {
        using var command = await Generated();
        var written = File.GetLastWriteTimeUtc(command.PathOf(NotExpressible));
        var result = await command.RunAsync("generate");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().MatchRegex("(?m)^edin: 0 written, 0 changed, 0 removed, [0-9]+ unchanged$").And.Contain("README.md: unchanged");
        File.GetLastWriteTimeUtc(command.PathOf(NotExpressible)).Should().Be(written);
    }

    [Test]
    public async Task A_check_of_fresh_files_finds_nothing()
    {
        using var command = await Generated();
        var result = await command.RunAsync("generate", "--check");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().MatchRegex(@"^\d+ files, all up to date\s*$");
    }

    [Test]
    public async Task A_check_names_each_file_that_is_stale_missing_or_left_over_and_touches_none()
    {
        using var command = await Generated();
        MakeOutdated(command);
        var before = command.Files();
        var result = await command.RunAsync("generate", "--check");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        command.Files().Should().Equal(before);
        await Snapshot.Verify($"{result.Out}--- stderr\n{result.Error}", $"{nameof(CommandLineGenerate)}.check");
    }

    [Test]
    public async Task What_is_not_fresh_is_mended_and_what_is_not_generated_stays()
    {
        using var command = await Generated();
        var fresh = command.Files();
        MakeOutdated(command);
        (await command.RunAsync("generate")).Code.Should().Be(ExitCodes.Fine);
        command.Files().Should().Equal(fresh.Append(new("mocks/Some.Project/Some.Project.csproj", ""))
            .Append(new("mocks/Some.Project/not-expressible.json", "{}"))
            .Append(new("mocks/mine/wiremock/mappings/mine.json", "{}"))
            .Append(new("mocks/edin/notes.txt", "mine")).ToDictionary(StringComparer.Ordinal));
        Directory.Exists(command.PathOf("mocks/gone")).Should().BeFalse();
    }

    [Test]
    public async Task The_tables_are_in_the_docs_where_these_are_there_and_the_README_is_not_touched()
    {
        const string Page = "docs/contracts.md";
        const string Empty = "<!-- variants:edin --><!-- /variants -->\n<!-- comparison --><!-- /comparison -->";
        using var command = await Generated();
        command.Write("README.md", Empty);
        command.Write(Page, Empty);
        var stale = await command.RunAsync("generate", "--check");
        stale.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        stale.Out.Should().MatchRegex($@"^stale +{Page}\s*$");

        (await command.RunAsync("generate")).Out.Should().Contain($"{Page}: changed");
        File.ReadAllText(command.PathOf(Page)).Should().Contain("| logout |").And.Contain("| requirement |");
        File.ReadAllText(command.PathOf("README.md")).Should().Be(Empty);
        (await command.RunAsync("generate", "--check")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task The_diagrams_are_in_the_docs_and_are_checked_too()
    {
        const string Page = "docs/diagrams.md";
        using var command = await Generated();
        command.Write(Page, "<!-- diagrams:edin --><!-- /diagrams -->");
        (await command.RunAsync("generate", "--check")).Out.Should().MatchRegex($@"^stale +{Page}\s*$");

        (await command.RunAsync("generate")).Out.Should().Contain("README.md: unchanged").And.Contain($"{Page}: changed");
        File.ReadAllText(command.PathOf(Page)).Should().Contain("### edin: logout").And.Contain("```mermaid");
        (await command.RunAsync("generate", "--check")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Another_folder_gets_the_stubs_and_no_tables()
    {
        using var command = await Generated();
        command.Write("README.md", "<!-- variants:edin --><!-- /variants -->");
        (await command.RunAsync("generate", "--output", "elsewhere")).Code.Should().Be(ExitCodes.Fine);
        File.ReadAllText(command.PathOf("README.md")).Should().Be("<!-- variants:edin --><!-- /variants -->");
        var files = command.Files();
        foreach (var (path, text) in files.Where(file => file.Key.StartsWith("mocks/", StringComparison.Ordinal)))
            files.Should().Contain(path.Replace("mocks/", "elsewhere/", StringComparison.Ordinal), text);
        (await command.RunAsync("generate", "--check", "--output", "elsewhere")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Your_own_contracts_go_to_a_folder_that_you_name()
    {
        using var command = new CommandLineRun();
        Directory.CreateDirectory(command.PathOf("my-specs/laravel"));
        File.Copy(SourceTree.PathOf("specs", "laravel", "openapi.yaml"), command.PathOf("my-specs/laravel/openapi.yaml"));

        (await command.RunAsync("generate", "--specs", "my-specs", "--output", "stubs")).Code.Should().Be(ExitCodes.Fine);

        command.Files().Keys.Should().Contain("stubs/laravel/not-expressible.json").And.NotContain(path => path.StartsWith("stubs/edin"));
        (await command.RunAsync("generate", "--specs", "my-specs")).Error.Should().StartWith("error: --specs requires --output");
    }

    [Test]
    public async Task An_empty_folder_name_is_rejected()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("generate", "--output", "");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().StartWith("error: --output: '' is not a folder");
        command.Files().Should().BeEmpty();
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_an_error_and_no_crash()
    {
        using var command = new CommandLineRun();
        command.Write("file", "");
        var result = await command.RunAsync("generate", "--output", "file");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().StartWith("error: cannot read or write 'file': ");
    }

    [TestCase("<!-- variants:ediin --><!-- /variants -->", "has an unknown contract")]
    [TestCase("<!-- variants:edin -->", "is not closed")]
    [TestCase("<!-- variants:edin --><!-- variants:laravel --><!-- /variants -->", "is not closed")]
    public async Task A_wrong_marker_in_the_README_is_an_error(string readme, string message)
    {
        using var command = new CommandLineRun();
        command.Write("LogoutContracts.sln", "");
        command.Write("README.md", readme);
        var result = await command.RunAsync("generate");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().StartWith("error: README.md: the marker '<!-- variants:edi").And.Contain(message);
        command.Files().Should().HaveCount(2);
    }

    [Test]
    public async Task The_table_of_variants_says_of_each_what_matters() =>
        await Snapshot.Verify(VariantsTable.Of(MockPlanner.Plan(SpecCatalog.BuiltIn.First(contract => contract.Id is "crafter")).Require()),
            $"{nameof(CommandLineGenerate)}.table");

    private static async Task<CommandLineRun> Generated()
    {
        var command = new CommandLineRun();
        command.Write("LogoutContracts.sln", "");
        command.Write("README.md",
            "# Title\n\n<!-- variants:edin -->\nold\n<!-- /variants -->\n\nText\n\n<!-- variants:laravel --><!-- /variants -->\n");
        (await command.RunAsync("generate")).Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        return command;
    }

    private static void MakeOutdated(CommandLineRun command)
    {
        command.Write(NotExpressible, "{}");
        File.Delete(command.PathOf("mocks/laravel/not-expressible.json"));
        command.Write("mocks/edin/wiremock-net/left.json", "{}");
        command.Write("mocks/edin/wiremock/mappings/left.json", "{}");
        command.Write("mocks/gone/not-expressible.json", "{}");
        command.Write("mocks/gone/wiremock/mappings/left.json", "{}");
        command.Write("README.md", File.ReadAllText(command.PathOf("README.md"))
            .Replace("| login |", "| logn |", StringComparison.Ordinal));

        // Files that are not generated: neither reported nor changed.
        command.Write("mocks/Some.Project/Some.Project.csproj", "");
        command.Write("mocks/Some.Project/not-expressible.json", "{}");
        command.Write("mocks/mine/wiremock/mappings/mine.json", "{}");
        command.Write("mocks/edin/notes.txt", "mine");
    }
}
