using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Primitives;

/// <summary>Compiles the regular expressions of specs. Because they run on untrusted input, they must match in linear time.</summary>
public static class Patterns
{
    /// <summary>Compiles a pattern.</summary>
    /// <param name="problem">What was expected, or empty if the pattern is valid.</param>
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out LinearRegex? regex, out string problem)
    {
        try
        {
            regex = LinearRegex.TryCompile(pattern);
            problem = regex is null ? "a regular expression without backreferences and lookarounds, and not too large" : "";
        }
        catch (RegexParseException e)
        {
            (regex, problem) = (null, $"a valid regular expression (error: {e.Error.InSpecWords().Replace('-', ' ')})");
        }

        return regex is not null;
    }
}
