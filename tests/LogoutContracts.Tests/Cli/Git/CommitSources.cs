using LogoutContracts.Cli.Context;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Git;

/// <summary>Specs at a commit, <c>git:REF:PATH</c>, are read with all their files, whatever is in the working folder.</summary>
public sealed class CommitSources : IDisposable
{
    private readonly SampleRepository repository = SampleRepository.Create();

    [Test]
    public async Task A_contract_is_read_with_all_its_files_at_that_commit()
    {
        WriteNotes();
        var (lint, show) = (await RunAsync("lint", "specs"), await RunAsync("show", "notes", "--specs", "specs"));
        repository.Commit();
        Directory.Delete(repository.Command.PathOf("specs"), recursive: true);
        repository.Command.Write("specs/notes/contract.overlay.yaml", "nothing of this is read");

        foreach (var path in (string[])["specs", "specs/notes", "specs/notes/contract.overlay.yaml", "./specs"])
        {
            (await RunAsync("lint", $"git:HEAD:{path}")).Should().Be(lint.Replace("specs/", "git:HEAD:specs/", StringComparison.Ordinal));
            (await RunAsync("show", "notes", "--specs", $"git:HEAD:{path}")).Should().Be(show);
        }
    }

    [Test]
    public async Task Workflows_are_read_at_that_commit()
    {
        repository.Command.Write("specs/small/openapi.yaml", Sample("good.yaml"));
        repository.Command.Write("specs/small/workflows.arazzo.yaml", "workflows: [");
        repository.Commit();
        repository.Command.Write("specs/small/workflows.arazzo.yaml", Sample("good.arazzo.yaml"));

        var result = await repository.Command.RunAsync("lint", "git:HEAD:specs");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().MatchRegex(@"^git:HEAD:specs/small/workflows\.arazzo\.yaml:2:1: yaml-syntax");
        (await repository.Command.RunAsync("lint", "specs")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task A_diagnostic_names_the_commit_and_the_line()
    {
        repository.Command.Write(
            "specs/edin/openapi.yaml", OwnSpecs.TextOf("edin").Replace("  port: 9101\n", "  prot: 9101\n", StringComparison.Ordinal));
        repository.Commit();
        repository.Git("tag", "v1");
        repository.Command.Write("specs/edin/openapi.yaml", OwnSpecs.TextOf("edin"));

        var result = await repository.Command.RunAsync("lint", "git:v1:specs/edin");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().MatchRegex(@"^git:v1:specs/edin/openapi\.yaml:\d+:3: unknown-field\n  found:    unknown field 'prot'");
        (await repository.Command.RunAsync("lint", "specs")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Names_with_spaces_and_letters_of_any_script_and_links_are_followed_within_the_commit()
    {
        repository.Command.Write("our specs/договір/edin/openapi.yaml", OwnSpecs.TextOf("edin"));
        Directory.CreateSymbolicLink(repository.Command.PathOf("linked"), "our specs/договір");
        Directory.CreateSymbolicLink(repository.Command.PathOf("outside"), "/etc");
        Directory.CreateSymbolicLink(repository.Command.PathOf("endless"), "endless");
        repository.Commit();
        repository.Git("rm", "-rq", "--cached", ".");

        (await RunAsync("lint", "git:HEAD:our specs/договір")).Should().StartWith("git:HEAD:our specs/договір/edin/openapi.yaml ok: ");
        (await RunAsync("lint", "git:HEAD:linked")).Should().StartWith("git:HEAD:linked/edin/openapi.yaml ok: ");
        foreach (var path in (string[])["outside", "endless", "linked/../.."])
            (await repository.Command.RunAsync("lint", $"git:HEAD:{path}")).Should().Match<CommandLineResult>(result => result.Code == 2);
    }

    [Test]
    public async Task A_commit_does_not_change_so_nothing_is_watched()
    {
        repository.Command.Write("specs/edin/openapi.yaml", OwnSpecs.TextOf("edin"));
        repository.Commit();

        (await repository.Command.RunAsync("serve", "--watch", "--specs", "git:HEAD:specs")).Error
            .Should().StartWith("error: --watch: there are no spec files to watch");
    }

    [Test]
    public async Task What_is_wrong_with_a_source_is_said()
    {
        repository.Command.Write("specs/edin/openapi.yaml", OwnSpecs.TextOf("edin"));
        repository.Command.Write("empty/edin/openapi.yaml", "");
        repository.Command.Write("nothing/readme.txt", "no spec");
        repository.Commit();
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},module");
        repository.Git("commit", "-q", "-m", "Add a submodule");
        string[] sources =
        [
            "git:", "git:main", "git:main:", "git::specs", "git:--output=x:specs", "git:HEAD^9:specs", "git:mian:specs", "git:^main:specs",
            $"git:{new string('a', 40)}:specs", "git:origin/main:specs", "git:HEAD:spces", "git:HEAD:../specs", "git:HEAD:/specs",
            "git:HEAD:empty", "git:HEAD:nothing", "git:HEAD:module/specs", "git:HEAD:specs/edin/openapi.yaml/x",
        ];
        var messages = new List<string>();
        foreach (var source in sources)
        {
            var result = await repository.Command.RunAsync("lint", source);
            result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "" }, source);
            messages.Add($"{source}\n  {result.Error}");
        }

        await Snapshot.Verify(string.Concat(messages), $"{nameof(CommitSources)}.errors");
    }

    public void Dispose() => repository.Dispose();

    private void WriteNotes()
    {
        repository.Command.Write("vendor/openapi.yaml", Sample("good.base.yaml"));
        repository.Command.Write("vendor/good.definitions.yaml", Sample("good.definitions.yaml"));
        repository.Command.Write(
            "specs/notes/contract.overlay.yaml",
            Sample("good.contract.overlay.yaml").Replace("good.base.yaml", "../../vendor/openapi.yaml", StringComparison.Ordinal));
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var result = await repository.Command.RunAsync(args);
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" }, string.Join(' ', args));
        return result.Out;
    }

    private static string Sample(string name) => File.ReadAllText(SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs", name));
}
