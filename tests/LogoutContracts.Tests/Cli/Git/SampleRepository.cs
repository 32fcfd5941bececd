using System.Diagnostics;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Git;

/// <summary>A git repository in a temporary folder, in which the command runs.</summary>
internal sealed class SampleRepository : IDisposable
{
    private static readonly string SearchPath = Environment.GetEnvironmentVariable("PATH") ?? "";

    private SampleRepository(TimeProvider? clock)
    {
        Command = new() { Clock = clock ?? TimeProvider.System };
        Command.Variables["PATH"] = SearchPath;
    }

    public CommandLineRun Command { get; }

    public string Folder => Command.Folder;

    /// <summary>An empty repository with the branch main; skips the test if there is no git.</summary>
    public static SampleRepository Create(TimeProvider? clock = null)
    {
        if (!SearchPath.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "git"))))
            Assert.Ignore("Needs git.");
        var repository = new SampleRepository(clock);
        repository.Git("init", "-q", "-b", "main");
        return repository;
    }

    /// <summary>A clone of this repository.</summary>
    /// <param name="options">Of <c>git clone</c>, such as <c>--depth</c>, <c>1</c>.</param>
    public SampleRepository Clone(params string[] options)
    {
        var clone = new SampleRepository(Command.Clock);
        clone.Git(["clone", "-q", .. options, new Uri(Folder).AbsoluteUri, "."]);
        return clone;
    }

    /// <summary>Commits all files.</summary>
    /// <returns>The id of the commit.</returns>
    public string Commit(string message = "Change")
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] args)
    {
        var (code, output) = TryGit(args);
        code.Should().Be(0, "'git {0}' printed: {1}", string.Join(' ', args), output);
        return output;
    }

    public (int Code, string Output) TryGit(params string[] args)
    {
        var start = new ProcessStartInfo("git", args)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{who}_NAME"] = "Ada";
            start.Environment[$"GIT_{who}_EMAIL"] = "ada@example.com";
            start.Environment[$"GIT_{who}_DATE"] = "2026-11-29T08:00:00Z";
        }

        start.Environment["GIT_CONFIG_GLOBAL"] = Path.DirectorySeparatorChar is '/' ? "/dev/null" : "NUL";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return (git.ExitCode, $"{output}{errors.Result}".Trim());
    }

    public void Dispose() => Command.Dispose();
}
