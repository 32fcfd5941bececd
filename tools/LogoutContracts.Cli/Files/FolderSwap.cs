using System.Runtime.InteropServices;
using System.Text;

namespace LogoutContracts.Cli.Files;

/// <summary>Puts a new version of a folder in the place of the old one.</summary>
internal static class FolderSwap
{
    private const int CurrentDirectory = -100;
    private const uint Exchange = 2;

    /// <summary>
    /// Exchanges two folders on the same file system. On Linux, a reader sees one or the other at any time, even if the process is killed.
    /// Elsewhere, and on file systems that cannot exchange, the folder is missing for a moment.
    /// </summary>
    /// <param name="spare">A path that does not exist, for the moment in between.</param>
    public static void Swap(string one, string other, string spare)
    {
        if (OperatingSystem.IsLinux() && TryExchange(one, other))
            return;
        Directory.Move(one, spare);
        Directory.Move(other, one);
        Directory.Move(spare, other);
    }

    /// <summary>Makes a file appear in another folder of the same file system, whatever kind of file it is.</summary>
    public static void Link(string file, string copy)
    {
        if (!TryLink(file, copy))
            File.Copy(file, copy);
    }

    /// <summary>Gives a file another name, at which there is none yet.</summary>
    /// <returns>False if there is a file, or if the system or the file system cannot do it.</returns>
    public static bool TryLink(string file, string name) =>
        OperatingSystem.IsLinux() && Try(() => link(Bytes(file), Bytes(name)) == 0);

    private static bool TryExchange(string one, string other) => Try(
        () => renameat2(CurrentDirectory, Bytes(one), CurrentDirectory, Bytes(other), Exchange) == 0);

    private static bool Try(Func<bool> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

#pragma warning disable IDE1006, SYSLIB1054 // The names of the C library; the generated marshalling would need unsafe code.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int renameat2(int oldFolder, byte[] oldPath, int newFolder, byte[] newPath, uint flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(byte[] oldPath, byte[] newPath);
#pragma warning restore IDE1006, SYSLIB1054
}
