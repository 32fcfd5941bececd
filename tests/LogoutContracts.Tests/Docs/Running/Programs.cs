namespace LogoutContracts.Tests.Docs.Running;

/// <summary>Finds the programs that the docs assume.</summary>
internal static class Programs
{
    /// <summary>The full path of a program. Null if it is not on the PATH.</summary>
    public static string? PathOf(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test if a program is missing.</summary>
    public static void Require(params ReadOnlySpan<string> names)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The commands in the docs are for a POSIX shell.");
        foreach (var name in names)
        {
            if (PathOf(name) is null)
                Assert.Ignore($"Needs {name}.");
        }
    }
}
