using System.Globalization;
using System.Text;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A scanner for JSONPath: reads signs, names, numbers and strings at the current position.</summary>
internal sealed class PathText(string text)
{
    private int at;

    /// <summary>The current column, counting from 1.</summary>
    public int Column => at + 1;

    public bool IsAtEnd => at == text.Length;

    public char Next => at < text.Length ? text[at] : '\0';

    public bool IsNext(string sign) => text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal);

    public bool Take(string sign)
    {
        if (!IsNext(sign))
            return false;
        at += sign.Length;
        return true;
    }

    public bool TakeAfterBlanks(string sign)
    {
        SkipBlanks();
        return Take(sign);
    }

    /// <summary>Skips whitespace if one of the characters follows; otherwise does not move.</summary>
    public bool SkipBlanksBefore(char one, char other)
    {
        var start = at;
        SkipBlanks();
        if (Next == one || Next == other)
            return true;
        at = start;
        return false;
    }

    public void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\r' or '\n')
            at++;
    }

    /// <summary>Reads an unquoted property name.</summary>
    /// <returns>Null if there is none here.</returns>
    public string? ShortName() => While(
        first: c => char.IsAsciiLetter(c) || c is '_' or >= '\u0080', then: c => char.IsAsciiLetterOrDigit(c) || c is '_' or >= '\u0080');

    public string? FunctionName() => While(
        first: char.IsAsciiLetterLower, then: c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_');

    /// <summary>Reads an integer as in RFC 9535: without leading zeros, not -0, and within the range of I-JSON.</summary>
    /// <returns>Null if there is none here.</returns>
    public long? Integer()
    {
        var start = at;
        if (Next == '-')
            at++;
        while (char.IsAsciiDigit(Next))
            at++;
        var digits = text[start..at];
        if (digits is not ("" or "-" or "-0") && digits.TrimStart('-') is not ['0', _, ..]
            && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1L << 53)
            return number;
        at = start;
        return null;
    }

    /// <summary>Reads a number in JSON syntax.</summary>
    /// <returns>The number as written, or null if there is none here.</returns>
    public string? Number()
    {
        var start = at;
        if (Next == '-')
            at++;
        var whole = at;
        while (char.IsAsciiDigit(Next))
            at++;
        var isGood = at > whole && (text[whole] != '0' || at == whole + 1);
        if (isGood && Next == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (char.IsAsciiDigit(Next))
                at++;
        }

        if (isGood && Next is 'e' or 'E')
        {
            at++;
            if (Next is '+' or '-')
                at++;
            isGood = char.IsAsciiDigit(Next);
            while (char.IsAsciiDigit(Next))
                at++;
        }

        if (isGood)
            return text[start..at];
        at = start;
        return null;
    }

    /// <summary>Reads a string in single or double quotes.</summary>
    /// <returns>The string with escape sequences resolved, or null if there is no valid string here.</returns>
    public string? Quoted()
    {
        if (Next is not ('\'' or '"'))
            return null;
        var (start, quote, result) = (at, text[at++], new StringBuilder());
        while (!IsAtEnd && Next != quote)
        {
            var c = text[at++];
            if (c == '\\' && Escaped(quote) is { } escaped)
                result.Append(escaped);
            else if (c is '\\' or < ' ')
                break;
            else
                result.Append(c);
        }

        if (Take(quote.ToString()) && IsUnicode(result.ToString()))
            return result.ToString();
        at = start;
        return null;
    }

    private char? Escaped(char quote)
    {
        var c = Next;
        at++;
        switch (c)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '/' or '\\': return c;
            case 'u' when at + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                at += 4;
                return (char)code;
            default: return c == quote ? c : null;
        }
    }

    private static bool IsUnicode(string value) =>
        !value.EnumerateRunes().Contains(Rune.ReplacementChar) || value.Contains('\uFFFD', StringComparison.Ordinal);

    private string? While(Func<char, bool> first, Func<char, bool> then)
    {
        if (IsAtEnd || !first(Next))
            return null;
        var start = at++;
        while (!IsAtEnd && then(Next))
            at++;
        return text[start..at];
    }
}
