using LogoutContracts.Cli;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>
/// A temporary folder with a copy of the repository, made of links, and with the programs that the docs assume. Files that commands write
/// stay in it.
/// </summary>
internal sealed class PageFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("docs-");

    public PageFolder()
    {
        foreach (var entry in new DirectoryInfo(SourceTree.Root).EnumerateFileSystemInfos()
            .Where(entry => entry.Name is not (".git" or "artifacts" or "certs" or "my-specs")))
        {
            if (entry is DirectoryInfo)
                Directory.CreateSymbolicLink(Path.Combine(Clone, entry.Name), entry.FullName);
            else
                File.CreateSymbolicLink(Path.Combine(Clone, entry.Name), entry.FullName);
        }

        AddCommand("logout-contracts", $"""exec dotnet '{typeof(CommandLineApp).Assembly.Location}' "$@" """);

        // Without a terminal, curl prints its progress, unless -s is given.
        AddCommand("curl", $"""exec '{Programs.PathOf("curl")}' -sS "$@" """);
    }

    public string Clone => Directory.CreateDirectory(Path.Combine(folder.FullName, "logout-contracts")).FullName;

    public string Commands => Directory.CreateDirectory(Path.Combine(folder.FullName, "bin")).FullName;

    /// <summary>The folder for the development CA.</summary>
    public string Authority => Path.Combine(folder.FullName, "ca");

    public void Save(string path, string text)
    {
        var file = Path.Combine(Clone, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void AddCommand(string name, string line)
    {
        var file = Path.Combine(Commands, name);
        File.WriteAllText(file, $"#!/bin/sh\n{line.Trim()}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
