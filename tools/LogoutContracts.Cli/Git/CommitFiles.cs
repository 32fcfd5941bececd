using System.Text;
using LogoutContracts.Specs.Files;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Git;

/// <summary>The files of a commit. Paths start at the root of the repository; the root is the empty path.</summary>
/// <param name="commit">The id of the commit.</param>
internal sealed class CommitFiles(GitObjects objects, string commit) : IFileTree
{
    private const int MostLinks = 10;

    private readonly TreeEntry root = new("", TreeEntryKind.Folder, $"{commit}^{{tree}}");
    private readonly Dictionary<string, IReadOnlyList<TreeEntry>> folders = new(StringComparer.Ordinal);

    public bool Exists(string path) => Find(path) is not null;

    public bool IsFile(string path) => Find(path) is { Kind: TreeEntryKind.File };

    public bool IsLink(string path) => Find(path, followsLast: false) is { Kind: TreeEntryKind.Link };

    public IEnumerable<string> FoldersIn(string path)
    {
        if (Find(path) is not { Kind: TreeEntryKind.Folder } folder)
            throw new DirectoryNotFoundException("there is no such folder");
        return [.. EntriesOf(folder).Select(entry => Below(path, entry.Name)).Where(IsFolder)];
    }

    /// <summary>The names of the files in a folder, in order; empty if there is no such folder.</summary>
    public IReadOnlyList<string> FilesIn(string path) => Find(path) is { Kind: TreeEntryKind.Folder } folder
        ? [.. EntriesOf(folder).Select(entry => entry.Name).Where(name => IsFile(Below(path, name)))] : [];

    public byte[] Read(string path)
    {
        var content = Find(path) switch
        {
            { Kind: TreeEntryKind.File } file => objects.Read(file.Id),
            { Kind: TreeEntryKind.Folder } => throw new IOException("it is a folder; expected a file"),
            _ => throw new FileNotFoundException("there is no such file"),
        };
        return content.Length > 0 ? content : throw new IOException($"'{Path.GetFileName(path)}' is empty; expected a file with content");
    }

    public string Resolve(string folder, string path) =>
        path.StartsWith('/') ? $"../{path}" : RelativePath.From($"{folder}/", path);

    private bool IsFolder(string path) => Find(path) is { Kind: TreeEntryKind.Folder };

    /// <summary>The entry at a path; links on the way are followed within the repository.</summary>
    /// <exception cref="IOException">The path leads into a submodule.</exception>
    private TreeEntry? Find(string path, bool followsLast = true, int links = 0)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var entry = root;
        foreach (var (index, part) in parts.Index())
        {
            if (entry.Kind == TreeEntryKind.Submodule)
                throw new IOException($"'{entry.Name}' is a submodule, whose files are not in this commit; name a folder outside of it");
            if (entry.Kind != TreeEntryKind.Folder)
                return null;
            var found = EntriesOf(entry).FirstOrDefault(each => string.Equals(each.Name, part, StringComparison.Ordinal));
            if (found is null)
                return null;
            if (found.Kind == TreeEntryKind.Link && (followsLast || index < parts.Length - 1))
                return links == MostLinks ? null : Find(Followed(found, parts, index), followsLast, links + 1);
            entry = found;
        }

        return entry;
    }

    private string Followed(TreeEntry link, string[] parts, int index) =>
        Below(
            Resolve(string.Join('/', parts[..index]), Encoding.UTF8.GetString(objects.Read(link.Id))),
            string.Join('/', parts[(index + 1)..]));

    private IReadOnlyList<TreeEntry> EntriesOf(TreeEntry folder)
    {
        if (!folders.TryGetValue(folder.Id, out var entries))
            folders[folder.Id] = entries = TreeEntry.AllOf(objects.Read(folder.Id), commit.Length / 2);
        return entries;
    }

    private static string Below(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
