using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs;

/// <summary>Compiles the regular expressions of specs. They meet hostile input, so only those are taken that match in linear time.</summary>
public static class Patterns
{
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex, out string problem)
    {
        try
        {
            regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            problem = "";
            return true;
        }
        catch (ArgumentException e)
        {
            (regex, problem) = (null, $"a regular expression; this one has: {Reason(e)}");
        }
        catch (NotSupportedException)
        {
            (regex, problem) = (null, "a regular expression without backreferences and lookaround, and not too large");
        }

        return false;
    }

    private static string Reason(ArgumentException e) => e is RegexParseException { Error: var error } ? error.InSpecWords().Replace('-', ' ') : e.Message;
}
