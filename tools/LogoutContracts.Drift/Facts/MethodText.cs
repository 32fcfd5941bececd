using System.Text.RegularExpressions;

namespace LogoutContracts.Drift.Facts;

/// <summary>Finds HTTP methods in texts.</summary>
internal static partial class MethodText
{
    /// <summary>The methods in a text, with their places.</summary>
    public static IEnumerable<(string Method, int Index)> In(string text) =>
        Pattern().Matches(text).Select(match => (match.Value, match.Index));

    [GeneratedRegex(
        @"(?<![\w-])(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?![\w-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
