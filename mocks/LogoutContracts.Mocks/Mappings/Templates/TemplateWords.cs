using System.Buffers;
using System.Globalization;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>Reads the words of a tag.</summary>
/// <param name="offset">Where the tag is in the template.</param>
internal sealed class TemplateWords(string text, int offset)
{
    private static readonly SearchValues<char> ConstantEnds = SearchValues.Create(" \t\r\n)|");

    private int at;

    public int Position => offset + at;

    public bool IsAtEnd => Skip() == text.Length;

    public bool IsAtLocals => Skip() < text.Length && text.AsSpan(at).StartsWith("as |");

    /// <summary>The position of a tag's end outside strings; -1 if there is none.</summary>
    public static int EndOf(string text, int start, string close)
    {
        var quote = '\0';
        for (var i = start; i < text.Length; i++)
        {
            if (quote == '\0' && text.AsSpan(i).StartsWith(close))
                return i;
            if (text[i] == quote)
                quote = '\0';
            else if (quote == '\0' && text[i] is '\'' or '"' && close is not "--}}" && text[start] != '!')
                quote = text[i];
        }

        return -1;
    }

    /// <summary>The segments of a path; null if it is not one.</summary>
    public static List<string>? SegmentsOf(string path)
    {
        if (path is ".")
            return ["."];
        var segments = new List<string>();
        for (var i = 0; i < path.Length;)
        {
            var isBracketed = path[i] == '[';
            var end = isBracketed ? path.IndexOf(']', i)
                : path.AsSpan(i).IndexOfAny('.', '/') is >= 0 and var next ? i + next : path.Length;
            if (end < 0 || end == i)
                return null;
            segments.Add(isBracketed ? path[(i + 1)..end] : path[i..end]);
            i = isBracketed ? end + 1 : end;
            if (i == path.Length)
                break;
            if (path[i] is not ('.' or '/') || i + 1 == path.Length)
                return null;
            i++;
        }

        return segments.Count > 0 ? segments : null;
    }

    /// <summary>A name or path; null if there is none.</summary>
    public string? Word()
    {
        var start = Skip();
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or '=' or '|' or '\'' or '"'))
        {
            var end = text[at] == '[' ? text.IndexOf(']', at) : at;
            if (end < 0)
                break;
            at = end + 1;
        }

        return at > start ? text[start..at] : at < text.Length ? throw Unexpected() : null;
    }

    /// <summary>The name before a '='; null if there is none.</summary>
    public string? Key()
    {
        var start = Skip();
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
            end++;
        if (end == start || end == text.Length || text[end] != '=')
            return null;
        at = end + 1;
        return text[start..end];
    }

    /// <summary>A string, number or boolean.</summary>
    public bool TryConstant(out object? value)
    {
        value = null;
        var start = Skip();
        if (start == text.Length)
            return false;
        if (text[start] is '\'' or '"')
        {
            var end = text.IndexOf(text[start], start + 1);
            if (end < 0)
                throw new TemplateSyntaxException(
                    string.Create(CultureInfo.InvariantCulture, $"a string without its end, at character {Position + 1} of the text"));
            value = text[(start + 1)..end];
            at = end + 1;
            return true;
        }

        var length = text.AsSpan(start).IndexOfAny(ConstantEnds);
        var word = length < 0 ? text[start..] : text.Substring(start, length);
        value = word switch
        {
            "true" => true,
            "false" => false,
            _ when int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when decimal.TryParse(
                word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) => number,
            _ => null,
        };
        at = value is null ? start : start + word.Length;
        return value is not null;
    }

    /// <summary>The words in parentheses; null if there are none.</summary>
    public TemplateWords? Parenthesized()
    {
        var start = Skip();
        if (start == text.Length || text[start] != '(')
            return null;
        var (depth, quote) = (0, '\0');
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c is '(')
                depth++;
            else if (c is ')' && --depth == 0)
                return new(text[(start + 1)..at++], offset + start + 1);
        }

        throw new TemplateSyntaxException(
            string.Create(CultureInfo.InvariantCulture, $"'(' without ')', at character {offset + start + 1} of the text"));
    }

    /// <summary>The names in "as |one two|"; empty if there are none.</summary>
    public List<string> Locals()
    {
        if (!IsAtLocals)
            return [];
        var start = at + "as |".Length;
        var end = text.IndexOf('|', start);
        if (end < 0)
            throw Unexpected();
        at = end + 1;
        return [.. text[start..end].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private int Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private TemplateSyntaxException Unexpected() => new(
        string.Create(CultureInfo.InvariantCulture, $"an unexpected '{text[at]}', at character {Position + 1} of the text"));
}
