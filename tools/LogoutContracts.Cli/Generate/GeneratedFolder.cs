using System.Text;
using LogoutContracts.Cli.Files;

namespace LogoutContracts.Cli.Generate;

/// <summary>A folder that holds, for each contract, a folder of generated files; and beside them what is not ours.</summary>
internal sealed class GeneratedFolder(string root)
{
    private const string Marker = "not-expressible.json";
    private static readonly string[] Places = ["wiremock-net", "wiremock/mappings"];

    /// <summary>What differs between the files that must be there and those that are, by path.</summary>
    /// <param name="wanted">Text by path below the folder, with slashes: <c>contract/…</c></param>
    public IReadOnlyList<FileChange> Compare(IReadOnlyDictionary<string, string> wanted)
    {
        var contracts = wanted.Keys.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var existing = Existing(contracts).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. wanted.Where(file => !existing.Contains(file.Key)).Select(file => new FileChange(ChangeKind.Missing, file.Key))
                .Concat(wanted.Where(file => existing.Contains(file.Key) && !Holds(file.Key, file.Value)).Select(file => new FileChange(ChangeKind.Stale, file.Key)))
                .Concat(existing.Where(path => !wanted.ContainsKey(path)).Select(path => new FileChange(ChangeKind.LeftOver, path)))
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    public void Apply(IEnumerable<FileChange> changes, IReadOnlyDictionary<string, string> wanted)
    {
        foreach (var change in changes)
        {
            if (change.Kind == ChangeKind.LeftOver)
                Remove(change.Path);
            else
                AtomicFile.Write(PathOf(change.Path), wanted[change.Path]);
        }
    }

    public string PathOf(string path) => Path.Combine(root, path);

    private IEnumerable<string> Existing(HashSet<string> contracts)
    {
        if (!Directory.Exists(root))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            var name = Path.GetFileName(folder);
            var isMarked = File.Exists(Path.Combine(folder, Marker));

            // The folder of a contract that is gone is ours too, but only where it shows that it was generated; a project never is.
            if (!(contracts.Contains(name) || isMarked) || Directory.EnumerateFiles(folder, "*.csproj").Any())
                continue;
            if (isMarked)
                yield return $"{name}/{Marker}";
            foreach (var place in Places.Where(place => Directory.Exists(Path.Combine(folder, place))))
            {
                foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, place), "*.json"))
                    yield return $"{name}/{place}/{Path.GetFileName(file)}";
            }
        }
    }

    private bool Holds(string path, string text) => File.ReadAllBytes(PathOf(path)).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text));

    private void Remove(string path)
    {
        File.Delete(PathOf(path));
        for (var folder = Path.GetDirectoryName(path); !string.IsNullOrEmpty(folder) && !Directory.EnumerateFileSystemEntries(PathOf(folder)).Any(); folder = Path.GetDirectoryName(folder))
            Directory.Delete(PathOf(folder));
    }
}

internal sealed record FileChange(ChangeKind Kind, string Path);

internal enum ChangeKind
{
    Missing,
    Stale,
    LeftOver,
}
