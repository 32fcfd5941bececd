using System.Text.RegularExpressions;

namespace LogoutContracts.Drift.Facts;

/// <summary>Finds status codes in texts.</summary>
internal static partial class StatusText
{
    /// <summary>Numbers that can be status codes, with their places.</summary>
    public static IEnumerable<(string Status, int Index)> Numbers(string text) =>
        Number().Matches(text).Select(match => (match.Value, match.Index));

    /// <summary>Numbers that a short text presents as a status, such as <c>401</c>, <c>Status 200</c> or <c>(204, success)</c>.</summary>
    public static IEnumerable<(string Status, int Index)> Stated(string text) => Statement().Matches(text)
        .Select(match => match.Groups["status"]).Select(group => (group.Value, group.Index));

    // Not a part of a number, a version, a port or a path.
    [GeneratedRegex(@"(?<![\w.,/:$#=-])[1-5][0-9]{2}(?![\w%/-]|[.,:][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"(^\s*|\(|\b(status|code|response|HTTP/[0-9.]+|HTTP)[\s:=]{1,3})(?<status>[1-5][0-9]{2})"
        + @"(?![\w%/-]|[.,:][0-9])(?=\s*($|[),:;–—-]|[A-Z]))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Statement();
}
