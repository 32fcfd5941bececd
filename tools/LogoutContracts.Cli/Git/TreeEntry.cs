using System.Text;

namespace LogoutContracts.Cli.Git;

/// <summary>A file or folder in a tree object of git.</summary>
/// <param name="Id">The id of its object.</param>
internal sealed record TreeEntry(string Name, TreeEntryKind Kind, string Id)
{
    /// <summary>The entries of a tree object: for each its mode, a space, its name, a zero, and its id in binary.</summary>
    /// <param name="idLength">The length of an id, in bytes.</param>
    public static IReadOnlyList<TreeEntry> AllOf(ReadOnlySpan<byte> tree, int idLength)
    {
        var entries = new List<TreeEntry>();
        while (!tree.IsEmpty)
        {
            var (space, end) = (tree.IndexOf((byte)' '), tree.IndexOf((byte)0));
            var kind = Encoding.ASCII.GetString(tree[..space]) switch
            {
                "40000" => TreeEntryKind.Folder,
                "120000" => TreeEntryKind.Link,
                "160000" => TreeEntryKind.Submodule,
                _ => TreeEntryKind.File,
            };
            var id = tree.Slice(end + 1, idLength);
            entries.Add(new(Encoding.UTF8.GetString(tree[(space + 1)..end]), kind, Convert.ToHexStringLower(id)));
            tree = tree[(end + 1 + idLength)..];
        }

        return entries;
    }
}

internal enum TreeEntryKind
{
    File,
    Folder,
    Link,
    Submodule,
}
