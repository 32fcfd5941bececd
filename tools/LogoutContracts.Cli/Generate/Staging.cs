using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LogoutContracts.Cli.Files;

namespace LogoutContracts.Cli.Generate;

/// <summary>
/// New versions of contract folders, which are written out of sight and then put in place, so that a folder is entirely old or entirely
/// new.
/// </summary>
internal sealed class Staging : IDisposable
{
    private const string Prefix = ".generate.";
    private const string Suffix = ".tmp";
    private const string Spare = ".spare";

    private readonly string root;
    private readonly string folder;

    public Staging(string root)
    {
        this.root = root;
        folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}{Suffix}"));
        Directory.CreateDirectory(folder);
    }

    /// <summary>The names of such folders that interrupted runs have left in a folder.</summary>
    public static IEnumerable<string> LeftOver(string root) =>
        Directory.EnumerateDirectories(root, $"{Prefix}*{Suffix}").Select(path => Path.GetFileName(path)!).Where(name => !IsInUse(name));

    /// <summary>Stages a contract's folder.</summary>
    /// <param name="kept">Paths of files to take over from the present folder, relative to the contract's folder.</param>
    /// <param name="written">The new files: their content by path, relative to the contract's folder.</param>
    public void Add(string contract, IEnumerable<string> kept, IEnumerable<KeyValuePair<string, string>> written)
    {
        var staged = Path.Combine(folder, contract);
        foreach (var file in kept)
        {
            MakeFolderOf(Path.Combine(staged, file));
            FolderSwap.Link(Path.Combine(root, contract, file), Path.Combine(staged, file));
        }

        foreach (var (file, text) in written)
        {
            MakeFolderOf(Path.Combine(staged, file));
            File.WriteAllBytes(Path.Combine(staged, file), Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Puts the staged folders in place. SIGINT and SIGTERM have no effect until that is done.</summary>
    public void Commit(IEnumerable<string> contracts)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static signal => signal.Cancel = true);
        foreach (var contract in contracts)
            Commit(Path.Combine(root, contract), Path.Combine(folder, contract));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Commit(string present, string staged)
    {
        if (!Directory.Exists(staged))
            Directory.Move(present, staged);
        else if (!Directory.Exists(present))
            Directory.Move(staged, present);
        else
            FolderSwap.Swap(present, staged, staged + Spare);
    }

    private static void MakeFolderOf(string file) => Directory.CreateDirectory(Path.GetDirectoryName(file)!);

    private static bool IsInUse(string name)
    {
        if (!int.TryParse(name.AsSpan()[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.Id != Environment.ProcessId;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
