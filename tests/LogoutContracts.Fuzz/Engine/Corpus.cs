using System.Security.Cryptography;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Fuzz.Engine;

/// <summary>Inputs that once broke a target. Each run tries them first.</summary>
internal static class Corpus
{
    public static IEnumerable<(string File, byte[] Input)> Of(FuzzTarget target)
    {
        var folder = FolderOf(target);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllBytes(file)))
            : [];
    }

    /// <summary>Adds an input.</summary>
    /// <returns>The path of the file.</returns>
    public static string Add(FuzzTarget target, byte[] input)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(input))[..12];
        var file = Path.Combine(Directory.CreateDirectory(FolderOf(target)).FullName, $"{hash}.bin");
        File.WriteAllBytes(file, input);
        return file;
    }

    private static string FolderOf(FuzzTarget target) => SourceTree.PathOf("tests", "LogoutContracts.Fuzz", "Corpus", target.Name);
}
