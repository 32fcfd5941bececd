using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Json;

/// <summary>
/// ECMAScript regular expressions, which JSON Schema uses. RegexOptions.ECMAScript does not support lookbehinds and Unicode categories, so
/// this class rewrites what .NET would interpret differently: $ . \d \w \s, and characters that take two UTF-16 code units.
/// </summary>
internal sealed class EcmaRegex
{
    // Contents of a character class.
    private const string Digits = "0-9";
    private const string NoDigits = @"\u0000-/:-\uFFFF";
    private const string Words = "A-Za-z0-9_";
    private const string NoWords = @"\u0000-/:-@\[-\^`{-\uFFFF";
    private const string Blanks = @"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string NoBlanks =
        @"\u0000-\u0008\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE"
        + @"\uFF00-\uFFFF";

    private const string AnyButLineEnd = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r\u2028\u2029])";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    // Exactly one of the two is set; lookarounds, backreferences and the like need backtracking.
    private readonly LinearRegex? linear;
    private readonly Regex? backtracking;

    private EcmaRegex(string pattern)
    {
        linear = LinearRegex.TryCompile(pattern);
        backtracking = linear is null ? new(pattern, RegexOptions.CultureInvariant, Timeout) : null;
    }

    /// <param name="problem">What is wrong with the pattern, or empty if it is valid.</param>
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out EcmaRegex? regex, out string problem)
    {
        regex = null;
        problem = "";
        if (Translate(pattern) is not { } translated)
        {
            problem = "characters above U+FFFF are not supported in brackets; write (a|b) instead";
            return false;
        }

        try
        {
            regex = new(translated);
            return true;
        }
        catch (RegexParseException e)
        {
            problem = e.Error.InSpecWords().Replace('-', ' ');
            return false;
        }
    }

    /// <summary>Whether the expression matches anywhere in the text; false if matching takes longer than a second.</summary>
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

    // Null if brackets contain a character that takes two UTF-16 code units.
    private static string? Translate(string pattern)
    {
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var next = pattern.ElementAtOrDefault(i + 1);
            if (char.IsSurrogatePair(pattern[i], next) && inClass)
                return null;
            var (text, length) = (pattern[i], next, inClass) switch
            {
                ('\\', not '\0', _) when Class(next) is { } characters => (inClass ? characters : $"[{characters}]", 2),
                ('\\', not '\0', _) => (pattern.Substring(i, 2), 2),
                ('$', _, false) => (@"\z", 1),
                ('.', _, false) => (AnyButLineEnd, 1),
                ('[', _, true) => (@"\[", 1), // in .NET, '-[' would subtract a class
                var (c, low, _) when char.IsSurrogatePair(c, low) => ($"(?:{c}{low})", 2),
                var (c, _, _) => (c.ToString(), 1),
            };
            inClass = length == 1 && pattern[i] is '[' or ']' ? pattern[i] == '[' : inClass;
            result.Append(text);
            i += length - 1;
        }

        return result.ToString();
    }

    private static string? Class(char letter) => letter switch
    {
        'd' => Digits,
        'D' => NoDigits,
        'w' => Words,
        'W' => NoWords,
        's' => Blanks,
        'S' => NoBlanks,
        _ => null,
    };
}
