using System.Text;
using LogoutContracts.Cli.Files;

namespace LogoutContracts.Cli.Generate;

/// <summary>A folder with one folder of generated files per contract, and possibly files that are not generated.</summary>
internal sealed class GeneratedFolder(string root)
{
    private const string Marker = "not-expressible.json";
    private static readonly string[] Places = ["wiremock-net", "wiremock/mappings"];

    /// <summary>Compares the files that should exist with those that do. The result is ordered by path.</summary>
    /// <param name="wanted">Content by path, relative to the folder and with slashes: <c>contract/…</c></param>
    public IReadOnlyList<FileChange> Compare(IReadOnlyDictionary<string, string> wanted)
    {
        var contracts = wanted.Keys.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var existing = Existing(contracts).ToHashSet(StringComparer.Ordinal);
        var missing = wanted.Where(file => !existing.Contains(file.Key)).Select(file => new FileChange(ChangeKind.Missing, file.Key));
        var stale = wanted.Where(file => existing.Contains(file.Key) && !Holds(file.Key, file.Value))
            .Select(file => new FileChange(ChangeKind.Stale, file.Key));
        var leftOver = existing.Where(path => !wanted.ContainsKey(path)).Select(path => new FileChange(ChangeKind.LeftOver, path));
        return [.. missing.Concat(stale).Concat(leftOver).OrderBy(change => change.Path, StringComparer.Ordinal)];
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

            // Also clean up after removed contracts, but only in folders with the marker file; never touch project folders.
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

    private bool Holds(string path, string text)
    {
        // Compare the sizes first: a pipe or device has none, and reading it may never end.
        var wanted = Encoding.UTF8.GetBytes(text);
        return new FileInfo(PathOf(path)).Length == wanted.Length && File.ReadAllBytes(PathOf(path)).AsSpan().SequenceEqual(wanted);
    }

    private void Remove(string path)
    {
        File.Delete(PathOf(path));
        var folder = Path.GetDirectoryName(path);
        while (!string.IsNullOrEmpty(folder) && !Directory.EnumerateFileSystemEntries(PathOf(folder)).Any())
        {
            Directory.Delete(PathOf(folder));
            folder = Path.GetDirectoryName(folder);
        }
    }
}

internal sealed record FileChange(ChangeKind Kind, string Path);

internal enum ChangeKind
{
    Missing,
    Stale,
    LeftOver,
}
