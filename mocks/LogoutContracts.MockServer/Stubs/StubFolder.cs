using LogoutContracts.Mocks.Mappings;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>A folder with mappings of WireMock or WireMock.Net, ready to be served.</summary>
/// <param name="Set">The mappings.</param>
/// <param name="Path">The folder, in which <c>__files</c> holds bodies.</param>
public sealed record StubFolder(MappingSet Set, string Path)
{
    private const string Bodies = "__files";

    /// <summary>TCP port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Loads a folder: all JSON files in <c>mappings</c> or <c>__admin/mappings</c>, or, if it has neither, all JSON files in the folder
    /// itself.
    /// </summary>
    /// <param name="name">Names the stubs in logs and in the admin API; null for the folder's name.</param>
    /// <param name="shownAs">The folder in diagnostics; null for the path.</param>
    public static Parsed<StubFolder> Load(string path, string? name = null, string? shownAs = null)
    {
        var (files, unreadable) = Read(path, shownAs ?? path);
        var read = MappingReader.Read(
            name ?? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path))), files,
            file => BodyFile(path, file), unreadable, shownAs ?? path);
        return read.Value is { } set ? Parsed<StubFolder>.Of(new(set, path)) : Parsed<StubFolder>.Failed(read.Diagnostics);
    }

    /// <summary>Reads a file with a body.</summary>
    /// <returns>Null if it is not in the folder for bodies.</returns>
    internal ReadOnlyMemory<byte>? BodyFile(string name) => BodyFile(Path, name);

    private static (List<(string Name, ReadOnlyMemory<byte> Content)> Files, List<(string Name, string Reason)> Unreadable) Read(
        string path, string shownAs)
    {
        var files = new List<(string Name, ReadOnlyMemory<byte> Content)>();
        var unreadable = new List<(string Name, string Reason)>();
        try
        {
            foreach (var file in FilesIn(path))
            {
                var shown = $"{shownAs.TrimEnd('/')}/{System.IO.Path.GetRelativePath(path, file).Replace('\\', '/')}";
                try
                {
                    files.Add((shown, InputFile.Read(file)));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    unreadable.Add((shown, e.Message));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unreadable.Add((shownAs, e.Message));
        }

        return (files, unreadable);
    }

    private static IEnumerable<string> FilesIn(string path)
    {
        string[] folders = [System.IO.Path.Combine(path, "mappings"), System.IO.Path.Combine(path, "__admin", "mappings")];
        var folder = Array.Find(folders, Directory.Exists) ?? path;
        var bodies = System.IO.Path.Combine(path, Bodies) + System.IO.Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(bodies, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static ReadOnlyMemory<byte>? BodyFile(string path, string name)
    {
        var folder = System.IO.Path.GetFullPath(System.IO.Path.Combine(path, Bodies)) + System.IO.Path.DirectorySeparatorChar;
        try
        {
            var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name.TrimStart('/')));
            if (!file.StartsWith(folder, StringComparison.Ordinal) || !File.Exists(file))
                return null;
            return new FileInfo(file).Length == 0 ? ReadOnlyMemory<byte>.Empty : InputFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
