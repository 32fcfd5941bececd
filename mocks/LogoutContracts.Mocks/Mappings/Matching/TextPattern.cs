using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>A regular expression of a mapping, with a limit on the time for a match.</summary>
internal sealed class TextPattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly Regex regex;

    private TextPattern(string source, Regex regex) => (Source, this.regex) = (source, regex);

    public string Source { get; }

    /// <summary>An expression that must match the whole text, as in WireMock; '.' also matches line ends.</summary>
    public static bool TryWhole(string pattern, [NotNullWhen(true)] out TextPattern? compiled, out string problem) =>
        TryCompile(pattern, $@"\A(?:{pattern})\z", RegexOptions.Singleline, out compiled, out problem);

    /// <summary>An expression that must match a part of the text, as in WireMock.Net; '^' and '$' are at each line.</summary>
    public static bool TryPart(string pattern, bool ignoreCase, [NotNullWhen(true)] out TextPattern? compiled, out string problem) =>
        TryCompile(
            pattern, pattern, RegexOptions.Multiline | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), out compiled,
            out problem);

    /// <summary>A pattern with '*' for any text and '?' for any character, as in WireMock.Net.</summary>
    public static TextPattern Wildcard(string pattern, bool ignoreCase)
    {
        var text = Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
        var options = RegexOptions.CultureInvariant | RegexOptions.Singleline | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        return new(pattern, new($@"\A{text}\z", options, Timeout));
    }

    /// <summary>Whether it matches; false if that takes too long.</summary>
    public bool IsMatch(string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool TryCompile(
        string source, string pattern, RegexOptions options, [NotNullWhen(true)] out TextPattern? compiled, out string problem)
    {
        (compiled, problem) = (null, "");
        try
        {
            // Alone first: a closing parenthesis too many could otherwise end the group around it.
            _ = new Regex(source, RegexOptions.CultureInvariant, Timeout);
            compiled = new(source, new(pattern, RegexOptions.CultureInvariant | options, Timeout));
            return true;
        }
        catch (RegexParseException e)
        {
            problem = $"a regular expression in the syntax of .NET ({e.Error})";
            return false;
        }
    }
}
