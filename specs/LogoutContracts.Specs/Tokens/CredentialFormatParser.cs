using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LogoutContracts.Specs.Tokens;

/// <summary>Parses a <see cref="CredentialFormat"/>; stops at the first error.</summary>
internal sealed class CredentialFormatParser(string pattern)
{
    private int at;

    public string Problem { get; private set; } = "";

    public ImmutableArray<CredentialFormat.Element> Parse()
    {
        var parsed = ImmutableArray.CreateBuilder<CredentialFormat.Element>();
        var length = 0;
        if (pattern.Length == 0)
            Fail("an empty format");
        while (Problem.Length == 0 && at < pattern.Length)
        {
            var members = Members();
            var (min, max) = Problem.Length == 0 && at < pattern.Length && pattern[at] == '{' ? Count() : (1, 1);
            parsed.Add(new(members, min, max));
            length += max;
            if (length > CredentialFormat.MaxLength)
                Fail(string.Create(CultureInfo.InvariantCulture, $"strings longer than {CredentialFormat.MaxLength} characters"));
        }

        return parsed.ToImmutable();
    }

    private string Members() => pattern[at] switch
    {
        '[' => Class(),
        '(' or ')' or '|' or '*' or '+' or '?' or '.' or '^' or '$' or '{' or '}' or ']' => Unexpected(at),
        _ => Literal(),
    };

    private string Class()
    {
        var open = at++;
        var isMember = new bool['~' + 1];
        if (at < pattern.Length && pattern[at] == '^')
            return Unexpected(at);
        while (Problem.Length == 0 && at < pattern.Length && pattern[at] != ']')
        {
            var from = Member();
            var isRange = at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']';
            at += isRange ? 1 : 0;
            var to = isRange && Problem.Length == 0 ? Member() : from;
            if (Problem.Length == 0 && from[0] > to[0])
                Fail($"the reversed range {from}-{to} before index {Index(at)}");
            for (var c = 0; Problem.Length == 0 && c <= to[0] - from[0]; c++)
                isMember[from[0] + c] = true;
        }

        if (Problem.Length == 0 && at == pattern.Length)
            Fail($"an unclosed class at index {Index(open)}");
        else if (Problem.Length == 0 && !isMember.Contains(true))
            Fail($"an empty class at index {Index(open)}");
        at++;
        var members = new StringBuilder();
        for (var c = '\0'; c < isMember.Length; c++)
        {
            if (isMember[c])
                members.Append(c);
        }

        return members.ToString();
    }

    private string Member() => pattern[at] == '[' ? Unexpected(at) : Literal();

    private string Literal()
    {
        var isEscape = pattern[at] == '\\';
        at += isEscape ? 1 : 0;
        if (at == pattern.Length)
            return Fail("a trailing '\\'");
        if (pattern[at] is < ' ' or > '~' || (isEscape && char.IsAsciiLetterOrDigit(pattern[at])))
            return Unexpected(isEscape ? at - 1 : at);
        return pattern[at++].ToString();
    }

    private (int Min, int Max) Count()
    {
        var open = at;
        var close = pattern.IndexOf('}', at);
        var parts = close < 0 ? [] : pattern[(open + 1)..close].Split(',');
        at = close + 1;
        if (parts.Length is 1 or 2 && TryNumber(parts[0], out var min) && TryNumber(parts[^1], out var max)
            && min <= max && max is > 0 and <= CredentialFormat.MaxLength)
            return (min, max);
        Fail($"{(close < 0 ? pattern[open..] : pattern[open..at])} at index {Index(open)}");
        return default;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private string Unexpected(int index)
    {
        var found = pattern[index] switch
        {
            '\\' => pattern.AsSpan(index, 2).ToString(),
            < ' ' or > '~' => $"U+{(int)pattern[index]:X4}",
            var c => c.ToString(),
        };
        return Fail($"'{found}' at index {Index(index)}");
    }

    private string Fail(string what)
    {
        Problem = $"{CredentialFormat.Allowed}; not {what}";
        return "";
    }

    private static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);
}
