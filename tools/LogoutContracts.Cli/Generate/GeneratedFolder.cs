using System.Text;

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
        var contracts = wanted.Keys.Select(ContractOf).ToHashSet(StringComparer.Ordinal);
        var existing = Existing(contracts).ToHashSet(StringComparer.Ordinal);
        var missing = wanted.Where(file => !existing.Contains(file.Key)).Select(file => new FileChange(ChangeKind.Missing, file.Key));
        var stale = wanted.Where(file => existing.Contains(file.Key) && !Holds(file.Key, file.Value))
            .Select(file => new FileChange(ChangeKind.Stale, file.Key));
        var leftOver = existing.Where(path => !wanted.ContainsKey(path)).Select(path => new FileChange(ChangeKind.LeftOver, path));
        var temporary = Temporary(existing).Select(path => new FileChange(ChangeKind.Temporary, path));
        return [.. missing.Concat(stale).Concat(leftOver).Concat(temporary).OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    /// <summary>Applies the changes. At any time, the folder of each contract is entirely old or entirely new.</summary>
    public void Apply(IReadOnlyCollection<FileChange> changes, IReadOnlyDictionary<string, string> wanted)
    {
        foreach (var change in changes.Where(change => change.Kind == ChangeKind.Temporary))
            RemoveTemporary(PathOf(change.Path));
        var changed = changes.Where(change => change.Kind != ChangeKind.Temporary)
            .ToLookup(change => ContractOf(change.Path), StringComparer.Ordinal);
        if (changed.Count == 0)
            return;
        using var staging = new Staging(root);
        foreach (var contract in changed)
        {
            var touched = contract.Select(change => Within(contract.Key, change.Path)).ToHashSet(StringComparer.Ordinal);
            var written = contract.Where(change => change.Kind != ChangeKind.LeftOver)
                .Select(change => KeyValuePair.Create(Within(contract.Key, change.Path), wanted[change.Path]));
            staging.Add(contract.Key, FilesOf(contract.Key).Where(file => !touched.Contains(file)), written);
        }

        staging.Commit(changed.Select(contract => contract.Key));
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

    // Earlier versions wrote temporary files next to the files that they replaced.
    private IEnumerable<string> Temporary(IEnumerable<string> existing)
    {
        if (!Directory.Exists(root))
            return [];
        var folders = existing.Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal);
        return Staging.LeftOver(root).Concat(folders.SelectMany(folder => Directory.EnumerateFiles(PathOf(folder), "*.json.*.tmp")
            .Select(file => $"{folder.Replace('\\', '/')}/{Path.GetFileName(file)}")));
    }

    private IEnumerable<string> FilesOf(string contract) => !Directory.Exists(PathOf(contract)) ? []
        : Directory.EnumerateFiles(PathOf(contract), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(PathOf(contract), file));

    private static string ContractOf(string path) => path.Split('/')[0];

    private static string Within(string contract, string path) => path[(contract.Length + 1)..].Replace('/', Path.DirectorySeparatorChar);

    private static void RemoveTemporary(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }
}

internal sealed record FileChange(ChangeKind Kind, string Path)
{
    /// <summary>What is wrong with the file, in one or two words.</summary>
    public string Word => Kind switch
    {
        ChangeKind.Missing => "missing",
        ChangeKind.Stale => "stale",
        _ => "left over",
    };
}

internal enum ChangeKind
{
    Missing,
    Stale,
    LeftOver,

    /// <summary>A temporary file or folder that an interrupted run has left.</summary>
    Temporary,
}
