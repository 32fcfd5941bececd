using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Primitives;

/// <summary>A regular expression without backreferences and lookarounds, so that hostile input cannot cause long matching times.</summary>
/// <remarks>
/// The NonBacktracking engine matches in linear time, but its first use in a process takes some 30 ms of JIT compilation, which would delay
/// a server's start. Both engines give the same results, so this class starts with the backtracking one and switches after a timeout.
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

    /// <summary>Compiles a pattern.</summary>
    /// <returns>Null if the pattern cannot be matched in linear time.</returns>
    /// <exception cref="RegexParseException">The pattern is not a valid regular expression.</exception>
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

    /// <summary>Whether the expression matches anywhere in the text.</summary>
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

    /// <summary>Whether the pattern contains a sequence that lookarounds or backreferences start with.</summary>
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
