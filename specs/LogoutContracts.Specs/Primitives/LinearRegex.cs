using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Primitives;

/// <summary>A regular expression without backreferences and lookaround, which hostile texts cannot keep busy.</summary>
/// <remarks>
/// .NET has two engines. One takes linear time whatever it meets, but some thirty milliseconds at its first use in a program, in which it is compiled; a server would start that much later. The other
/// one backtracks. Both find the same, so the latter is asked until a text takes it too long, and the former from then on.
/// </remarks>
public sealed class LinearRegex
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(10);

    private readonly string pattern;
    private volatile Regex regex;

    private LinearRegex(string pattern, Regex regex)
    {
        this.pattern = pattern;
        this.regex = regex;
    }

    /// <returns>Null where it asks for more than can be had in linear time.</returns>
    /// <exception cref="RegexParseException">It is no regular expression.</exception>
    public static LinearRegex? TryCompile(string pattern)
    {
        var backtracking = new Regex(pattern, RegexOptions.CultureInvariant, TooLong);
        try
        {
            return new(pattern, MayAskForMore(pattern) ? Linear(pattern) : backtracking);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether it matches somewhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            regex = Linear(pattern);
            return regex.IsMatch(text);
        }
    }

    /// <summary>Whether there is anything in it that all lookaround, or all backreferences, begin with.</summary>
    private static bool MayAskForMore(string pattern)
    {
        for (var i = 1; i < pattern.Length; i++)
        {
            if ((pattern[i - 1], pattern[i]) is ('(', '?') or ('\\', (>= '0' and <= '9') or 'k' or '<' or '\'' or 'G'))
                return true;
        }

        return false;
    }

    private static Regex Linear(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
