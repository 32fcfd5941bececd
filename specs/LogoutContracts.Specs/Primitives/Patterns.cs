using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Primitives;

/// <summary>Compiles the regular expressions of specs. They meet hostile input, so only those are taken that match in linear time.</summary>
public static class Patterns
{
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out LinearRegex? regex, out string problem)
    {
        try
        {
            regex = LinearRegex.TryCompile(pattern);
            problem = regex is null ? "a regular expression without backreferences and lookaround, and not too large" : "";
        }
        catch (RegexParseException e)
        {
            (regex, problem) = (null, $"a regular expression; this one has: {e.Error.InSpecWords().Replace('-', ' ')}");
        }

        return regex is not null;
    }
}
