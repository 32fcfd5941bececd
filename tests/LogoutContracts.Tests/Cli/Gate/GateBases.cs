using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>What the gate compares with, in clones of all kinds. A base that cannot be found is never green.</summary>
public sealed class GateBases
{
    private const string Contract = "specs/small/openapi.yaml";

    [Test]
    public async Task The_base_is_the_last_common_commit_so_changes_of_main_are_not_those_of_the_branch()
    {
        using var gated = GatedRepository.Create();
        gated.Repository.Git("checkout", "-q", "-b", "feature");
        gated.Command.Write("readme.txt", "more");
        gated.Repository.Commit();
        gated.Repository.Git("checkout", "-q", "main");
        gated.Command.Write(Contract, GatedRepository.Changed);
        gated.Repository.Commit();
        gated.Repository.Git("checkout", "-q", "feature");

        await PassesAsync(gated, "main");
        gated.Command.Write(Contract, GatedRepository.Changed);
        await FailsAsync(gated, "main");
        gated.Repository.Commit();
        await FailsAsync(gated, "main");
    }

    [Test]
    public async Task A_merge_commit_is_compared_with_the_branch_that_it_was_merged_into()
    {
        using var gated = PullRequest(GatedRepository.Changed);
        using var two = gated.Clone("--depth", "2", "--branch", "merged");
        await FailsAsync(two, "HEAD^1");

        using var harmless = PullRequest(GatedRepository.Small);
        using var clone = harmless.Clone("--depth", "2", "--branch", "merged");
        await PassesAsync(clone, "HEAD^1");
    }

    [TestCase("HEAD^1")]
    [TestCase("origin/main")]
    public async Task What_a_shallow_clone_lacks_is_named_with_the_command_that_gets_it(string revision)
    {
        using var gated = PullRequest(GatedRepository.Changed);
        using var one = gated.Clone("--depth", "1", "--branch", "merged");

        var result = await one.RunAsync("--base", revision);

        result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "" });
        result.Error.Should().StartWith($"error: this clone has no commit '{revision}'").And.Contain("git fetch --unshallow origin");
        one.Repository.Git(result.Error[result.Error.IndexOf("git fetch", StringComparison.Ordinal)..].Trim().Split(' ')[1..]);
        await FailsAsync(one, revision);
    }

    [Test]
    public async Task A_shallow_clone_with_both_branches_and_without_their_common_commit_is_not_judged()
    {
        using var gated = GatedRepository.Create();
        gated.Repository.Git("checkout", "-q", "-b", "feature");
        gated.Command.Write(Contract, GatedRepository.Changed);
        gated.Repository.Commit();
        gated.Repository.Git("checkout", "-q", "main");
        gated.Repository.Commit();
        using var clone = gated.Clone("--depth", "1", "--no-single-branch", "--branch", "feature");

        var result = await clone.RunAsync("--base", "origin/main");

        result.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "" });
        result.Error.Should().StartWith(
            "error: this clone is shallow and lacks the commit at which HEAD and 'origin/main' part. "
            + "To get it: git fetch --unshallow origin ");
        clone.Repository.Git(result.Error[result.Error.IndexOf("git fetch", StringComparison.Ordinal)..].Trim().Split(' ')[1..]);
        await FailsAsync(clone, "origin/main");
    }

    [Test]
    public async Task Histories_without_a_common_commit_are_not_judged()
    {
        using var gated = GatedRepository.Create();
        gated.Repository.Git("checkout", "-q", "--orphan", "other");
        gated.Repository.Commit();

        (await gated.RunAsync("--base", "main")).Should().BeEquivalentTo(new
        {
            Code = ExitCodes.UsedWrongly,
            Error = $"error: HEAD and 'main' have no common commit; expected a branch from which this one was made.{Environment.NewLine}",
        });
    }

    [TestCase("0000000000000000000000000000000000000000")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task The_first_push_of_a_branch_has_no_base_and_is_linted_only(string zeros)
    {
        using var gated = GatedRepository.Create();
        var result = await gated.RunAsync("--base", zeros);
        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().StartWith("  base          none: the revision consists of zeros, as for the first push of a branch")
            .And.EndWith($"The gate passes: no findings.{Environment.NewLine}");

        gated.Command.Write(Contract, GatedRepository.Small.Replace("  port:", "  prot:", StringComparison.Ordinal));
        (await gated.RunAsync("--base", zeros)).Code.Should().Be(ExitCodes.ContractDoesNotHold);
    }

    [TestCase("--output=pwned")]
    [TestCase("-h")]
    [TestCase("^main")]
    [TestCase("main..HEAD")]
    [TestCase("HEAD:specs")]
    [TestCase("nowhere")]
    [TestCase("000000000000000000000000000000000000000")]
    public async Task What_is_not_a_commit_is_never_green(string revision)
    {
        using var gated = GatedRepository.Create();

        var result = await gated.RunAsync($"--base={revision}", "--report", "markdown=gate.md");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().BeEmpty();
        result.Error.Should().StartWith("error: ");
        File.ReadAllText(gated.Command.PathOf("gate.md")).Should()
            .StartWith("## ⚠️ The gate cannot judge this change, so it does not pass.");
        gated.Command.Files().Keys.Should().NotContain("pwned");
    }

    [Test]
    public async Task A_branch_without_commits_of_its_own_is_pointed_out()
    {
        using var gated = GatedRepository.Create();
        (await gated.RunAsync("--base", "main")).Out.Should().Contain("HEAD has no commit that 'main' lacks");
        gated.Command.Write(Contract, GatedRepository.Changed);
        await FailsAsync(gated, "main");
    }

    [Test]
    public async Task A_contract_is_found_where_it_was_before_its_folder_moved()
    {
        using var gated = GatedRepository.Create();
        Directory.Move(gated.Command.PathOf("specs"), gated.Command.PathOf("our contracts"));
        await PassesAsync(gated, "HEAD", "--specs", "our contracts");

        gated.Command.Write("our contracts/small/openapi.yaml", GatedRepository.Changed);
        await FailsAsync(gated, "HEAD", "--specs", "our contracts");
        gated.Repository.Commit();
        await FailsAsync(gated, "HEAD^1", "--specs", "our contracts");
    }

    [Test]
    public async Task Contracts_of_several_folders_are_paired_by_id()
    {
        using var gated = GatedRepository.Create("one of two/small/openapi.yaml");
        gated.Command.Write("two/other/openapi.yaml", Other(GatedRepository.Small));
        gated.Repository.Commit();
        string[] folders = ["--specs", "one of two", "--specs", "two"];
        await PassesAsync(gated, "HEAD", folders);

        Directory.Move(gated.Command.PathOf("two/other"), gated.Command.PathOf("one of two/other"));
        Directory.Move(gated.Command.PathOf("one of two/small"), gated.Command.PathOf("two/small"));
        await PassesAsync(gated, "HEAD", folders);
        gated.Command.Write("one of two/other/openapi.yaml", Other(GatedRepository.Changed));
        await FailsAsync(gated, "HEAD", folders);
    }

    [Test]
    public async Task A_new_contract_is_a_note_and_a_removed_one_an_error()
    {
        using var gated = GatedRepository.Create();
        gated.Command.Write("specs/other/openapi.yaml", Other(GatedRepository.Changed));
        var added = await gated.RunAsync("--base", "HEAD");
        added.Code.Should().Be(ExitCodes.Fine);
        added.Out.Should().MatchRegex("(?m)^NOTE contract-added: other").And.Contain("The gate passes: 1 note.");

        gated.Repository.Commit();
        Directory.Delete(gated.Command.PathOf("specs/small"), recursive: true);
        var removed = await gated.RunAsync("--base", "HEAD");
        removed.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        removed.Out.Should().MatchRegex("(?m)^ERROR contract-removed: small").And.Contain("The gate fails: 1 error.");
    }

    [Test]
    public async Task In_a_folder_of_the_repository_paths_are_relative_to_it()
    {
        using var gated = GatedRepository.Create();
        var folder = gated.Command.PathOf("specs/small");
        gated.Command.Write(Contract, GatedRepository.Changed);
        using var below = new CommandLineRun(folder);
        below.Variables["PATH"] = gated.Command.Variables["PATH"];

        var result = await below.RunAsync("gate", "--base", "HEAD", "--specs", ".");

        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().Contain(" openapi.yaml:").And.Contain(":specs/small/openapi.yaml:");
    }

    [Test]
    public async Task Specs_outside_of_the_repository_or_in_a_commit_are_refused()
    {
        using var gated = GatedRepository.Create();
        using var other = GatedRepository.Create();
        (await gated.RunAsync("--base", "HEAD", "--specs", other.Command.PathOf("specs"))).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.UsedWrongly && result.Error.Contains("is not in the repository of the working folder"));
        (await gated.RunAsync("--base", "HEAD", "--specs", "git:HEAD:specs")).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.UsedWrongly && result.Error.StartsWith("error: --specs: 'git:HEAD:specs' is a commit"));
    }

    /// <summary>A repository with a branch that is merged into main, as a pull request is for its check.</summary>
    private static GatedRepository PullRequest(string contract)
    {
        var gated = GatedRepository.Create();
        gated.Repository.Git("checkout", "-q", "-b", "feature");
        gated.Command.Write("readme.txt", "first");
        gated.Repository.Commit();
        gated.Command.Write(Contract, contract);
        gated.Repository.Commit();
        gated.Repository.Git("checkout", "-q", "main");
        gated.Command.Write("notes.txt", "on main");
        gated.Repository.Commit();
        gated.Repository.Git("checkout", "-q", "-b", "merged");
        gated.Repository.Git("merge", "-q", "--no-ff", "-m", "Merge", "feature");
        return gated;
    }

    private static string Other(string text) => text.Replace("id: small", "id: other", StringComparison.Ordinal)
        .Replace("port: 9199", "port: 9198", StringComparison.Ordinal);

    private static async Task PassesAsync(GatedRepository gated, string revision, params string[] args)
    {
        var result = await gated.RunAsync(["--base", revision, .. args]);
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().EndWith($"The gate passes: no findings.{Environment.NewLine}");
    }

    private static async Task FailsAsync(GatedRepository gated, string revision, params string[] args)
    {
        var result = await gated.RunAsync(["--base", revision, .. args]);
        result.Should().BeEquivalentTo(new { Code = ExitCodes.ContractDoesNotHold, Error = "" });
        result.Out.Should().Contain("403").And.Contain("The gate fails: ");
    }
}
