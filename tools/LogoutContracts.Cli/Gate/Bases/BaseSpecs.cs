using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Git;
using LogoutContracts.Cli.Options;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Settings;

namespace LogoutContracts.Cli.Gate.Bases;

/// <summary>The specs of the base commit.</summary>
/// <param name="commit">The base; not that of a first push.</param>
internal sealed class BaseSpecs(CommandContext context, GitRepository repository, GitObjects objects, GateBase commit)
{
    private readonly CommitFiles files = new(objects, commit.Commit!);

    /// <summary>Pairs the contracts of spec folders by id. A contract whose folder has moved is found where it was.</summary>
    /// <param name="folders">The folders and the specs in them.</param>
    /// <exception cref="UserErrorException">A folder is not in the repository, or a file at the base cannot be read.</exception>
    public IReadOnlyList<ContractVersions> Pair(IReadOnlyList<SpecFolder> folders)
    {
        var present = folders.SelectMany(folder => folder.Specs).ToList();
        var old = folders.Select(folder => PathOf(folder.Path)).Distinct(StringComparer.Ordinal).SelectMany(Load)
            .DistinctBy(spec => spec.Spec.Name, StringComparer.Ordinal).ToList();
        var before = SpecVersion.AllOf(context, old).ToLookup(version => version.Id, StringComparer.Ordinal);
        var added = present.Where(version => !before.Contains(version.Id)).Select(version => version.Id).ToHashSet(StringComparer.Ordinal);
        var moved = added.Count == 0 ? [] : Moved(added, old, present);
        var now = present.Select(version => version.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. present.Select(version => new ContractVersions(
                version.Id, before[version.Id].FirstOrDefault() ?? moved.GetValueOrDefault(version.Id), version)),
            .. before.Where(group => !now.Contains(group.Key)).Select(group => new ContractVersions(group.Key, group.First(), null)),
        ];
    }

    /// <summary>The settings at the base; empty if there were none, or if the file is not in the repository.</summary>
    /// <param name="path">The full path in the working folder.</param>
    public Parsed<SettingsFile> Settings(string path) => repository.PathOf(path) is { } at && files.IsFile(at)
        ? SettingsOption.Read(new(GitSource.NameOf(commit.Name, at), files.Read(at))) : Parsed<SettingsFile>.Of(SettingsFile.Empty);

    /// <summary>The names of the files in a folder at the base, in order; empty if there was no such folder.</summary>
    /// <param name="path">The full path in the working folder.</param>
    /// <exception cref="UserErrorException">The folder is not in the repository.</exception>
    public IReadOnlyList<string> FilesIn(string path) => files.FilesIn(PathOf(path));

    /// <summary>The content of a file at the base.</summary>
    /// <param name="path">The full path in the working folder; its folder must exist.</param>
    /// <exception cref="IOException">There was no such file, or it was empty.</exception>
    public byte[] Read(string path) => files.Read(PathOf(path));

    private IReadOnlyList<SpecFiles> Load(string path) => GitSource.Load(files, commit.Name, path) ?? [];

    /// <summary>Contracts that were in a spec elsewhere, which no longer exists there.</summary>
    private Dictionary<string, SpecVersion> Moved(HashSet<string> ids, List<SpecFiles> known, List<SpecVersion> present)
    {
        var names = present.Select(version => Path.GetFileName(version.Files.Spec.Name)).Concat(SpecCatalog.SpecNames)
            .ToHashSet(StringComparer.Ordinal);
        var root = repository.Root;
        var gone = repository.PathsOf(commit.Commit!).Where(path => names.Contains(path[(path.LastIndexOf('/') + 1)..])
            && !File.Exists(Path.Combine(root, path))
            && !known.Exists(spec => string.Equals(spec.Spec.Name, GitSource.NameOf(commit.Name, path), StringComparison.Ordinal)))
            .ToList();
        return SpecVersion.AllOf(context, [.. gone.SelectMany(Load).Where(IsContract)]).Where(version => ids.Contains(version.Id))
            .GroupBy(version => version.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, Only, StringComparer.Ordinal);
    }

    // An OpenAPI file that a contract extends has the name of a spec, too.
    private static bool IsContract(SpecFiles spec) => spec.Spec.Utf8.Span.IndexOf("x-contract"u8) >= 0;

    private static SpecVersion Only(IGrouping<string, SpecVersion> versions) => versions.Count() == 1
        ? versions.First() : throw BaseErrors.MovedFromSeveral(versions.Key, [.. versions.Select(version => version.Files.Spec.Name)]);

    private string PathOf(string path) => repository.PathOf(path) ?? throw BaseErrors.OutsideRepository(context.Shown(path));
}
