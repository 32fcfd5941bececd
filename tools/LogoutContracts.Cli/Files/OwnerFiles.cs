using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Files;

/// <summary>
/// Writes files completely or not at all, also if other processes write them. Only the owner can access secret files, from the start.
/// </summary>
internal static class OwnerFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a folder that only its owner can access. An existing folder stays as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Whether other users have any access. Always false on Windows, where a user's own folders are closed to others.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>Writes a file unless it exists. Of concurrent writers, the first wins.</summary>
    /// <returns>The content of the file.</returns>
    /// <exception cref="InvalidDataException">The file exists, but has no content, or cannot be read.</exception>
    public static string KeepFirst(string path, bool isSecret, Func<string> make)
    {
        if (File.Exists(path))
            return Text(path);
        var text = make();
        var written = Written(path, isSecret, System.Text.Encoding.ASCII.GetBytes(text));

        // On Linux, File.Move looks whether the path exists before it moves, so two writers could both win.
        if (FolderSwap.TryLink(written, path))
        {
            File.Delete(written);
            return text;
        }

        try
        {
            File.Move(written, path, overwrite: false);
            return text;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(written);
            return Text(path);
        }
    }

    /// <summary>Writes or replaces a file. Of concurrent writers, the last wins.</summary>
    public static void Replace(string path, bool isSecret, byte[] content) =>
        File.Move(Written(path, isSecret, content), path, overwrite: true);

    private static string Text(string path)
    {
        try
        {
            return System.Text.Encoding.ASCII.GetString(InputFile.Read(path));
        }
        catch (IOException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static string Written(string path, bool isSecret, byte[] content)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(temporary, options);
        file.Write(content);
        return temporary;
    }
}
