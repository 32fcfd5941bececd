using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>Parses Arazzo's simple conditions. '!' binds more tightly than '&amp;&amp;', and '&amp;&amp;' more tightly than '||'.</summary>
internal sealed partial class ConditionParser
{
    // Parsing and evaluating are recursive, so the depth must be limited.
    private const int MaxDepth = 32;

    private readonly string text;
    private int at;
    private int depth;

    private ConditionParser(string text) => this.text = text;

    /// <returns>Null if the text is not a condition as described by <see cref="SimpleCondition.Forms"/>.</returns>
    public static SimpleCondition? TryParse(string text)
    {
        var parser = new ConditionParser(text);
        var condition = parser.Any();
        parser.SkipBlanks();
        return parser.at == text.Length ? condition : null;
    }

    private SimpleCondition? Any() => Several("||", All, conditions => new SimpleCondition.Any(conditions));

    private SimpleCondition? All() => Several("&&", One, conditions => new SimpleCondition.All(conditions));

    private static SimpleCondition? Joined(List<SimpleCondition> conditions, Func<ValueList<SimpleCondition>, SimpleCondition> join) =>
        conditions.Count == 1 ? conditions[0] : join(conditions.ToValueList());

    private SimpleCondition? Several(string sign, Func<SimpleCondition?> next, Func<ValueList<SimpleCondition>, SimpleCondition> join)
    {
        var conditions = new List<SimpleCondition>();
        do
        {
            if (next() is not { } condition)
                return null;
            conditions.Add(condition);
        }
        while (Take(sign));
        return Joined(conditions, join);
    }

    private SimpleCondition? One()
    {
        if (++depth > MaxDepth)
            return null;
        try
        {
            SkipBlanks();
            if (!IsNext("!=") && Take("!"))
                return One() is { } negated ? new SimpleCondition.Not(negated) : null;
            if (Take("("))
                return Any() is { } inner && Take(")") ? inner : null;
            return Comparison();
        }
        finally
        {
            depth--;
        }
    }

    private SimpleCondition? Comparison()
    {
        if (Operand() is not { } left)
            return null;
        foreach (var (sign, comparator) in Comparing.Signs)
        {
            if (Take(sign))
                return Operand() is { } right ? new SimpleCondition.Comparison(left, comparator, right) : null;
        }

        return new SimpleCondition.Truth(left);
    }

    private Operand? Operand()
    {
        SkipBlanks();
        if (LiteralForm().Match(text, at) is { Success: true } literal)
        {
            at += literal.Length;
            return new Operand.Literal(literal.Groups["text"] is { Success: true } quoted
                ? JsonValues.Of(quoted.Value.Replace("''", "'", StringComparison.Ordinal)).GetRawText() : literal.Value);
        }

        if (ExpressionForm().Match(text, at) is not { Success: true } match)
            return null;
        at += match.Length;
        return Found(match.Value);
    }

    private static Operand.Found? Found(string found)
    {
        // Dots and brackets after a body select parts of it. Other expressions handle their own parts.
        var body = PartsOfBody().Match(found);
        var end = body.Success && !found.Contains('#', StringComparison.Ordinal) ? body.Length : found.Length;
        return RuntimeExpression.TryParse(found[..end]) is { } expression ? new(found, expression, found[end..]) : null;
    }

    private bool Take(string sign)
    {
        SkipBlanks();
        if (!IsNext(sign))
            return false;
        at += sign.Length;
        return true;
    }

    private bool IsNext(string sign) => text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal);

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
    }

    [GeneratedRegex(
        @"\G('(?<text>([^']|'')*)'|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![A-Za-z0-9_.])|(true|false|null)(?![A-Za-z0-9_.]))",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex LiteralForm();

    [GeneratedRegex(@"\G\$[^\s=!<>&|()']+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ExpressionForm();

    [GeneratedRegex(@"^\$(request|response)\.body(?=[.\[])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex PartsOfBody();
}
