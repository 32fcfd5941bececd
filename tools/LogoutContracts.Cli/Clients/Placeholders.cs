using System.Text.RegularExpressions;

namespace LogoutContracts.Cli.Clients;

/// <summary>Fills in <c>{base-url}</c>, <c>{credential.authToken}</c> and the like in the words of a command. Other braces stay.</summary>
internal static partial class Placeholders
{
    /// <param name="values">By name, without braces. They hold the name of every placeholder in the text.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Form().Replace(text, match => values[match.Groups["name"].Value]);

    /// <summary>The placeholders in the text that are not known.</summary>
    public static IEnumerable<string> UnknownIn(string text, IReadOnlyCollection<string> known) =>
        Form().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !known.Contains(name, StringComparer.Ordinal));

    [GeneratedRegex(
        @"\{(?<name>base-url|host|home|ca-file|(account|credential)\.[^{}\s]+)\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
