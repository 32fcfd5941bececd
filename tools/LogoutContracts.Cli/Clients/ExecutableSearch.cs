namespace LogoutContracts.Cli.Clients;

/// <summary>Finds the file of a program, as a shell does.</summary>
internal static class ExecutableSearch
{
    private static readonly string[] WindowsEndings = [".exe", ".cmd", ".bat"];

    /// <param name="directory">The base of paths.</param>
    /// <param name="path">The value of PATH; null if it is not set.</param>
    /// <returns>The absolute path; null if there is no such program.</returns>
    public static string? Find(string program, string directory, string? path)
    {
        var folders = program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar)
            ? [directory] : (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var names = OperatingSystem.IsWindows() ? WindowsEndings.Select(ending => program + ending).Prepend(program) : [program];
        return folders.SelectMany(folder => names.Select(name => Path.GetFullPath(name, Path.GetFullPath(folder, directory))))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string file) => File.Exists(file)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
