using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Json;

/// <summary>
/// Regular expressions as JSON Schema has them. RegexOptions.ECMAScript refuses look-behind and Unicode categories, so the
/// four places where .NET silently means something else are rewritten instead: $ . \d \w.
/// </summary>
internal sealed class EcmaRegex
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    // One of the two: look-around, backreferences and what else takes more than linear time needs the second.
    private readonly LinearRegex? linear;
    private readonly Regex? backtracking;

    private EcmaRegex(string pattern)
    {
        linear = LinearRegex.TryCompile(pattern);
        backtracking = linear is null ? new(pattern, RegexOptions.CultureInvariant, Timeout) : null;
    }

    public static bool TryCompile(string pattern, [NotNullWhen(true)] out EcmaRegex? regex, out string problem)
    {
        regex = null;
        problem = "";
        try
        {
            regex = new(Translate(pattern));
            return true;
        }
        catch (RegexParseException e)
        {
            problem = e.Error.InSpecWords().Replace('-', ' ');
            return false;
        }
    }

    /// <summary>A match that takes too long is none.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return linear?.IsMatch(text) ?? backtracking!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Translate(string pattern)
    {
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var (text, length) = (pattern[i], pattern.ElementAtOrDefault(i + 1), inClass) switch
            {
                ('\\', 'd', false) => ("[0-9]", 2),
                ('\\', 'd', true) => ("0-9", 2),
                ('\\', 'D', false) => ("[^0-9]", 2),
                ('\\', 'w', false) => ("[A-Za-z0-9_]", 2),
                ('\\', 'w', true) => ("A-Za-z0-9_", 2),
                ('\\', 'W', false) => ("[^A-Za-z0-9_]", 2),
                ('\\', not '\0', _) => (pattern.Substring(i, 2), 2),
                ('$', _, false) => (@"\z", 1),
                ('.', _, false) => (@"[^\n\r\u2028\u2029]", 1),
                ('[', _, true) => (@"\[", 1), // else '-[' would subtract a class
                var (c, _, _) => (c.ToString(), 1),
            };
            inClass = length == 1 && pattern[i] is '[' or ']' ? pattern[i] == '[' : inClass;
            result.Append(text);
            i += length - 1;
        }

        return result.ToString();
    }
}
