using System.Runtime.CompilerServices;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>The repository that this program was built from.</summary>
internal static class Repository
{
    private const string NodeModules = "node_modules";

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([RootOf(), .. parts]);

    /// <summary>The path of a file in node_modules; null if the package is not installed.</summary>
    public static string? NodeModule(params ReadOnlySpan<string> parts)
    {
        var folder = Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_NPM") is { Length: > 0 } named
            ? named : PathOf("tests", "Independent");
        var file = Path.Combine([folder, NodeModules, .. parts]);
        return File.Exists(file) ? file : null;
    }

    private static string RootOf([CallerFilePath] string source = "")
    {
        var folder = Path.GetDirectoryName(source);
        while (folder is not null && !File.Exists(Path.Combine(folder, "LogoutContracts.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"There is no LogoutContracts.sln above {source}.");
    }
}
