using System.Text.RegularExpressions;

namespace LogoutContracts.Tests.Support;

/// <summary>The lines that say how far a run has come. Only slow machines see them.</summary>
internal static partial class ProgressLines
{
    public static string RemovedFrom(string text) => Line().Replace(text, "");

    [GeneratedRegex(@"^(verified|checked) \d+ of \d+, \d+ failed[^\n]*\n", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Line();
}
