using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Git;

/// <summary>Specs at a commit: <c>git:REF:PATH</c>, with the path from the root of the repository, or <c>./</c> from this folder.</summary>
internal static class GitSource
{
    private const string Start = "git:";

    public static bool IsOne(string path) => path.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Loads the specs, with file names such as <c>git:main:specs/edin/openapi.yaml</c>.</summary>
    /// <returns>Empty if there is no spec at the path.</returns>
    /// <exception cref="UserErrorException">There is no such commit or path, or git cannot be used.</exception>
    public static IReadOnlyList<SpecFiles> Load(CommandContext context, string source)
    {
        if (source[Start.Length..].Split(':', 2) is not [var revision, { Length: > 0 } path])
            throw GitErrors.NoPathInSource(source);
        var repository = new GitRepository(context, context.Directory);
        var commit = repository.CommitOf(revision);
        using var objects = repository.Objects();
        var files = new CommitFiles(objects, commit);
        var isFromHere = path.Split('/')[0] is "." or "..";
        var resolved = files.Resolve(isFromHere ? repository.Prefix : "", path);
        return Load(files, revision, resolved) ?? throw GitErrors.NoPathAtCommit(revision, path);
    }

    /// <param name="revision">The name of the commit, for messages.</param>
    /// <param name="path">From the root of the repository.</param>
    /// <returns>Empty if there is no spec at the path; null if there is no such path.</returns>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static IReadOnlyList<SpecFiles>? Load(CommitFiles files, string revision, string path)
    {
        try
        {
            return !files.Exists(path)
                ? null
                : [.. SpecCatalog.Load(files, path).Select(spec => spec.Renamed(name => NameOf(revision, name)))];
        }
        catch (IOException e)
        {
            throw CommonErrors.File(NameOf(revision, path), e);
        }
    }

    /// <summary>The name of a file at a commit, as messages show it.</summary>
    public static string NameOf(string revision, string path) => $"{Start}{revision}:{path}";
}
