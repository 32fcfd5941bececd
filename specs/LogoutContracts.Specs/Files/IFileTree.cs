namespace LogoutContracts.Specs.Files;

/// <summary>Where the files of specs are: on a disk, or in a commit. Paths have slashes.</summary>
public interface IFileTree
{
    bool IsFile(string path);

    /// <summary>Whether the path is that of a symbolic link, wherever it leads.</summary>
    bool IsLink(string path);

    /// <summary>The paths of the folders in a folder.</summary>
    /// <exception cref="IOException">There is no such folder, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder is denied.</exception>
    IEnumerable<string> FoldersIn(string path);

    /// <summary>The content of a file.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read, is empty, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    byte[] Read(string path);

    /// <summary>The path of a file that is named relative to a folder, without '..'. Two names of one file have the same path.</summary>
    string Resolve(string folder, string path);
}
