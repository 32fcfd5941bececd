using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Layers.Presets;

/// <summary>Finds the preset's file that a spec names, in its text: the spec is parsed later.</summary>
internal static partial class PresetFiles
{
    /// <returns>The path from the folder of the spec, or null.</returns>
    public static string? In(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("preset"u8) is >= 0 and var start && Use().Match(Encoding.UTF8.GetString(utf8[start..])) is { Success: true } use
            ? use.Groups["file"].Value : null;

    [GeneratedRegex(
        """\b(use|preset)["']?\s*:\s*["']?(?<file>[^\s"',{}]+\.ya?ml)\b""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Use();
}
