using System.Diagnostics;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Git;

/// <summary>The program git: which one is run, for how long, and that it fetches nothing.</summary>
public sealed class GitPrograms
{
    private const string Repository = "; case $2 in --verify) printf '%040d\\n' 0;; *) printf 'x\\nfalse\\n\\n';; esac";

    [Test]
    public async Task A_git_in_the_working_folder_is_not_run()
    {
        using var repository = SampleRepository.Create();
        Plant(repository.Folder, "echo > pwned");
        foreach (var path in (string[])["", ".", "relative:/nowhere"])
        {
            repository.Command.Variables["PATH"] = path;
            (await repository.Command.RunAsync("lint", "git:HEAD:specs")).Should().BeEquivalentTo(
                new { Code = ExitCodes.UsedWrongly, Out = "" }).And.Match<CommandLineResult>(result =>
                    result.Error.StartsWith("error: there is no program 'git' on the PATH", StringComparison.Ordinal));
        }

        File.Exists(repository.Command.PathOf("pwned")).Should().BeFalse();
    }

    [TestCase("exec sleep 60", true, "error: git rev-parse has not ended after 60 s; try it by hand in this clone.")]
    [TestCase("echo 'fatal: broken' >&2; exit 1", false, "error: '.' is not in a repository that git can read: fatal: broken. Run ")]
    [TestCase("echo --is-shallow-repository", false, "error: '.' is not in a repository that git can read: git 2.15 or later is needed.")]
    [TestCase("case $1 in cat-file) echo 'no pipe' >&2; exit 3;; esac" + Repository, false, "error: git cat-file failed: no pipe.")]
    [TestCase("case $1 in cat-file) echo 'x blob 9'; exit;; esac" + Repository, false, "error: git cat-file failed: ")]
    public async Task A_git_that_hangs_or_fails_is_an_error(string script, bool jumps, string message)
    {
        using var repository = SampleRepository.Create(jumps ? new JumpingClock() : null);
        repository.Command.Variables["PATH"] = Plant(Path.Combine(repository.Folder, "bin"), script);

        var result = await repository.Command.RunAsync("lint", "git:HEAD:specs");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().StartWith(message);
    }

    [Test]
    public async Task Outside_of_a_repository_it_is_an_error()
    {
        using var repository = SampleRepository.Create();
        Directory.Delete(repository.Command.PathOf(".git"), recursive: true);

        var result = await repository.Command.RunAsync("lint", "git:HEAD:specs");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().StartWith("error: '.' is not in a repository that git can read: fatal: not a git repository");
    }

    [Test]
    public async Task What_a_partial_clone_lacks_is_not_fetched()
    {
        using var repository = SampleRepository.Create();
        repository.Command.Write("specs/edin/openapi.yaml", OwnSpecs.TextOf("edin"));
        repository.Commit();
        repository.Git("config", "uploadpack.allowFilter", "true");
        using var clone = repository.Clone("--filter=blob:none", "--no-checkout");
        var objects = clone.Git("count-objects", "-v");

        var result = await clone.Command.RunAsync("lint", "git:HEAD:specs");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().BeEmpty();
        clone.Git("count-objects", "-v").Should().Be(objects);
        clone.Git("fetch", "-q", "--refetch", "--no-filter");
        (await clone.Command.RunAsync("lint", "git:HEAD:specs")).Code.Should().Be(ExitCodes.Fine);
    }

    private static string Plant(string folder, string script)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "git");

        // A shell writes the file: while this process had it open, a test beside this one could start a program that keeps it open.
        using var shell = Process.Start(
            "/bin/sh", ["-c", "printf '%s\n' '#!/bin/sh' \"$1\" > \"$2\" && chmod +x \"$2\"", "sh", script, file]);
        shell.WaitForExit();
        return folder;
    }
}
