using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Git;

/// <summary>The clone that contains a folder.</summary>
internal sealed partial class GitRepository
{
    private readonly CommandContext context;
    private readonly GitProgram git;
    private readonly string data;
    private readonly bool isShallow;

    /// <exception cref="UserErrorException">git is not installed, or the folder is not in a repository that git reads.</exception>
    public GitRepository(CommandContext context, string folder)
    {
        this.context = context;
        git = new(context, folder);
        var output = git.Run("rev-parse", "--absolute-git-dir", "--is-shallow-repository", "--show-prefix");
        if (output.Code != 0)
            throw GitErrors.NotInRepository(context.Shown(folder), output.Errors);

        // Earlier versions print an option that they do not know.
        if (output.Lines is not [var path, "true" or "false", ..])
            throw GitErrors.NotInRepository(context.Shown(folder), "git 2.15 or later is needed");
        (data, isShallow) = (path, output.Lines[1] is "true");
        Prefix = output.Lines is [_, _, var prefix] ? prefix.TrimEnd('/') : "";
    }

    /// <summary>The path of the folder from the root of the repository; empty for the root.</summary>
    public string Prefix { get; }

    /// <summary>The full path of the working tree.</summary>
    /// <exception cref="UserErrorException">The repository has none.</exception>
    public string Root => git.Run("rev-parse", "--show-toplevel") is { Code: 0 } output
        ? output.Lines[0] : throw GitErrors.NotInRepository(context.Shown(context.Directory), "it has no working tree");

    /// <summary>The path of a file or folder from the root of the repository; null if it is not in this repository.</summary>
    /// <param name="path">A full path; its folder must exist.</param>
    public string? PathOf(string path)
    {
        var isFolder = Directory.Exists(path);
        var output = new GitProgram(context, isFolder ? path : Path.GetDirectoryName(path)!)
            .Run("rev-parse", "--absolute-git-dir", "--show-prefix");
        if (output.Code != 0 || !string.Equals(output.Lines[0], data, StringComparison.Ordinal))
            return null;
        var prefix = output.Lines is [_, var below] ? below : "";
        return isFolder ? prefix.TrimEnd('/') : $"{prefix}{Path.GetFileName(path)}";
    }

    /// <summary>The id of the commit that a branch, a tag, an id or an expression such as <c>HEAD^1</c> names.</summary>
    /// <exception cref="UserErrorException">The text is an option or empty, or the clone has no such commit.</exception>
    public string CommitOf(string revision)
    {
        if (revision.Length == 0 || revision[0] == '-')
            throw GitErrors.NotARevision(revision);
        var output = git.Run("rev-parse", "--verify", "--quiet", $"{revision}^{{commit}}");
        return output.Code == 0 && Id().IsMatch(output.Lines[0])
            ? output.Lines[0] : throw GitErrors.UnknownRevision(revision, FetchCommand(revision));
    }

    /// <summary>The best common ancestor of two commits.</summary>
    /// <param name="revision">What the user calls <paramref name="commit"/>, for the error.</param>
    /// <exception cref="UserErrorException">The clone has none.</exception>
    public string MergeBase(string revision, string commit, string other)
    {
        var output = git.Run("merge-base", commit, other);
        if (output.Code == 0 && Id().IsMatch(output.Lines[0]))
            return output.Lines[0];
        throw output.Code > 1 ? GitErrors.GitFailed("git merge-base", output.Errors)
            : isShallow ? GitErrors.NoMergeBaseInShallowClone(revision, FetchCommand(revision)) : GitErrors.NoMergeBase(revision);
    }

    /// <summary>Starts to read the objects of the repository. The caller disposes the result.</summary>
    public GitObjects Objects() => new(git);

    /// <summary>The paths of all files of a commit, from the root of the repository.</summary>
    public IReadOnlyList<string> PathsOf(string commit)
    {
        var output = git.Run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit);
        return output.Code == 0 ? output.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw GitErrors.GitFailed("git ls-tree", output.Errors);
    }

    /// <summary>The command that gets a revision and the whole history; null if the clone has no remote.</summary>
    private string? FetchCommand(string revision)
    {
        var remotes = git.Run("remote").Lines.Where(name => name.Length > 0).ToList();
        var remote = remotes.Find(name => revision.StartsWith($"{name}/", StringComparison.Ordinal))
            ?? remotes.Find(name => name is "origin") ?? remotes.FirstOrDefault();
        if (remote is null)
            return null;
        var wanted = revision.StartsWith($"{remote}/", StringComparison.Ordinal) && Name().IsMatch(revision)
            ? $"+refs/heads/{revision[(remote.Length + 1)..]}:refs/remotes/{revision}"
            : Id().IsMatch(revision) ? revision : null;
        return string.Join(' ', new[] { "git fetch", isShallow ? "--unshallow" : null, remote, wanted }.OfType<string>());
    }

    [GeneratedRegex(@"^([0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[\w./-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
