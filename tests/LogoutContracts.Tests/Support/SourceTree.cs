using System.Runtime.CompilerServices;

namespace LogoutContracts.Tests.Support;

/// <summary>The repository that the tests were built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = RootOf();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string RootOf([CallerFilePath] string source = "")
    {
        var folder = new FileInfo(source).Directory!;
        while (!File.Exists(Path.Combine(folder.FullName, "LogoutContracts.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
