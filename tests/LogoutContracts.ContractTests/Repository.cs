using System.Runtime.CompilerServices;

namespace LogoutContracts.ContractTests;

internal static class Repository
{
    public static string Root { get; } = RootFrom();

    private static string RootFrom([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
