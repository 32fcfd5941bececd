using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>Finds the files that an OpenAPI file refers to, in its text: parsing it takes much longer, and happens later.</summary>
internal static partial class FileReferences
{
    /// <param name="path">The path of the file, relative to the folder of the OpenAPI file.</param>
    /// <returns>The paths of the other files, relative to the same folder, each once. May contain some that only a text mentions.</returns>
    public static IEnumerable<string> In(string path, ReadOnlySpan<byte> utf8) => utf8.IndexOf("$ref"u8) < 0
        ? [] : Reference().Matches(Encoding.UTF8.GetString(utf8)).Select(match => match.Groups["file"].Value)
            .Where(file => file.Length > 0 && IsLocal(file)).Select(file => Resolved(path, file)).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>Whether the file part of a reference is not a URL.</summary>
    public static bool IsLocal(string file) => !file.Contains("://", StringComparison.Ordinal);

    /// <param name="file">The part of a reference before the '#'.</param>
    public static string Resolved(string path, string file) =>
        RelativePath.From(path, Uri.UnescapeDataString(file.Replace("\\/", "/", StringComparison.Ordinal)));

    [GeneratedRegex(
        """\$ref["']?\s*:\s*("(?<file>[^"#\r\n]*)|'(?<file>[^'#\r\n]*)|(?<file>[^"'#\s,}\]][^#\s,}\]]*))""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
