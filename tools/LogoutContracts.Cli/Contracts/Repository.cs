using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Git;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The clone of this repository in which the command runs.</summary>
internal sealed record Repository(string Root)
{
    public string Specs => Path.Combine(Root, "specs");

    public string Mocks => Path.Combine(Root, "mocks");

    /// <summary>
    /// The Markdown files with generated parts: docs/contracts.md, or README.md if that does not exist, and docs/diagrams.md.
    /// </summary>
    public IEnumerable<string> Pages
    {
        get
        {
            var tables = Path.Combine(Root, "docs", "contracts.md");
            string[] pages = [File.Exists(tables) ? tables : Path.Combine(Root, "README.md"), Path.Combine(Root, "docs", "diagrams.md")];
            return pages.Where(File.Exists);
        }
    }

    /// <summary>Finds the clone that contains a directory.</summary>
    /// <returns>Null if the directory is not in a clone.</returns>
    public static Repository? Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LogoutContracts.sln")))
                return new(folder.FullName);
        }

        return null;
    }

    /// <summary>The specs of the clone, which may be newer than the built-in ones; the built-in specs outside of a clone.</summary>
    public static IReadOnlyList<SpecFiles> SpecsOf(CommandContext context)
    {
        if (Find(context.Directory) is not { } repository || !Directory.Exists(repository.Specs))
            return context.BuiltIn();
        var found = Load(context, repository.Specs);
        return found.Count > 0 ? found : context.BuiltIn();
    }

    /// <summary>The specs at a path that the user gave, on the disk or in a commit.</summary>
    /// <exception cref="UserErrorException">The path does not exist, has no specs, or cannot be read.</exception>
    public static IReadOnlyList<SpecFiles> LoadAsked(CommandContext context, string path)
    {
        if (GitSource.IsOne(path))
            return GitSource.Load(context, path) is { Count: > 0 } committed ? committed : throw ContractErrors.NoSpecsIn(path);
        var full = context.Full(path);
        if (!File.Exists(full) && !Directory.Exists(full))
            throw ContractErrors.NoSuchPath(path);
        return Load(context, full) is { Count: > 0 } found ? found : throw ContractErrors.NoSpecsIn(path);
    }

    /// <summary>The specs at a path, with file names as messages show them.</summary>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static IReadOnlyList<SpecFiles> Load(CommandContext context, string path)
    {
        try
        {
            return [.. SpecCatalog.Load(path).Select(files => files.Renamed(context.Shown))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(path), e);
        }
    }
}
