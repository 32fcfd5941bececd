using System.Text;

namespace LogoutContracts.Cli.Files;

/// <summary>Writes files completely or not at all.</summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";

    /// <summary>The temporary files that interrupted writes of a file have left.</summary>
    public static IEnumerable<string> LeftOver(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*{Suffix}");

    /// <summary>Writes a temporary file and renames it, so that readers see the old content or the new. Creates the folder.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}{Suffix}";
        try
        {
            File.WriteAllBytes(temporary, Encoding.UTF8.GetBytes(text));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
