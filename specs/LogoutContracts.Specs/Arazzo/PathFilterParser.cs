using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>Parses the filters of a JSONPath: tests, comparisons and typed functions (RFC 9535).</summary>
internal static class PathFilterParser
{
    // Parsing and evaluating are recursive, so the depth must be limited.
    private const int MaxDepth = 32;

    private static readonly string[] Functions = ["length", "count", "match", "search", "value"];

    public static PathTest Test(PathText text, int depth)
    {
        if (depth > MaxDepth)
            throw new PathSyntaxException("fewer nested parentheses and filters");
        return Several(text, "||", () => Conjunction(text, depth), tests => new PathTest.Any(tests));
    }

    private static PathTest Conjunction(PathText text, int depth) =>
        Several(text, "&&", () => One(text, depth + 1), tests => new PathTest.All(tests));

    private static PathTest Several(PathText text, string sign, Func<PathTest> next, Func<ValueList<PathTest>, PathTest> join)
    {
        var tests = new List<PathTest>();
        do
            tests.Add(next());
        while (text.TakeAfterBlanks(sign));
        return tests.Count == 1 ? tests[0] : join(tests.ToValueList());
    }

    private static PathTest One(PathText text, int depth)
    {
        if (text.TakeAfterBlanks("!"))
            return new PathTest.Not(Negatable(text, depth));
        return text.IsNext("(") ? Negatable(text, depth) : Comparison(text, depth);
    }

    // A comparison can only be negated if it is in parentheses.
    private static PathTest Negatable(PathText text, int depth)
    {
        text.SkipBlanks();
        if (!text.Take("("))
        {
            return Operand(text, depth) is { Test: { } plain }
                ? plain : throw new PathSyntaxException("a query, a function that returns a boolean, or parentheses after '!'");
        }

        var test = Test(text, depth);
        return text.TakeAfterBlanks(")") ? test : throw new PathSyntaxException("')'");
    }

    private static PathTest Comparison(PathText text, int depth)
    {
        var left = Operand(text, depth);
        text.SkipBlanks();
        foreach (var (sign, comparator) in Comparing.Signs)
        {
            if (!text.Take(sign))
                continue;
            text.SkipBlanks();
            return left.Value is { } one && Operand(text, depth).Value is { } other
                ? new PathTest.Comparison(one, comparator, other)
                : throw new PathSyntaxException(
                    "values on both sides of the comparison: literals, functions that return a value, or queries for a single node");
        }

        return left.Test ?? throw new PathSyntaxException("a comparison");
    }

    /// <returns>The operand in each role that it can play: as a test, a value or a query.</returns>
    private static (PathTest? Test, PathOperand? Value, JsonPath? Query) Operand(PathText text, int depth)
    {
        text.SkipBlanks();
        if (text.Next is '@' or '$')
        {
            var isAbsolute = text.Take("$") || !text.Take("@");
            var query = new JsonPath(isAbsolute, JsonPathParser.Segments(text, depth));
            return (new PathTest.Exists(query), query.IsSingular ? new PathOperand.Found(query) : null, query);
        }

        if (Literal(text) is { } literal)
            return (null, literal, null);
        var name = text.FunctionName();
        if (name is null || !Functions.Contains(name, StringComparer.Ordinal) || !text.Take("("))
            throw new PathSyntaxException($"'@', '$', a literal, or one of the functions {string.Join(", ", Functions)}");
        var arguments = new List<(PathOperand? Value, JsonPath? Query)>();
        do
        {
            var (_, value, query) = Operand(text, depth + 1);
            arguments.Add((value, query));
        }
        while (text.TakeAfterBlanks(","));
        if (!text.TakeAfterBlanks(")"))
            throw new PathSyntaxException("',' or ')'");
        var (test, result) = Function(name, arguments);
        return (test, result, null);
    }

    private static (PathTest? Test, PathOperand? Value) Function(
        string name, List<(PathOperand? Value, JsonPath? Query)> arguments) => (name, arguments) switch
        {
            ("length", [(Value: { } of, _)]) => (null, new PathOperand.Length(of)),
            ("count", [(_, Query: { } query)]) => (null, new PathOperand.Count(query)),
            ("value", [(_, Query: { } query)]) => (null, new PathOperand.Found(query)),
            ("match" or "search", [(Value: { } text, _), (Value: { } pattern, _)]) =>
                (new PathTest.Matches(text, pattern, name is "match"), null),
            _ => throw new PathSyntaxException($"valid arguments for {name}()"),
        };

    private static PathOperand.Literal? Literal(PathText text)
    {
        if (text.Quoted() is { } quoted)
            return new(JsonValues.Of(quoted).GetRawText());
        if (text.Number() is { } number)
            return new(number);
        string[] words = ["true", "false", "null"];
        return Array.Find(words, text.Take) is { } word ? new(word) : null;
    }
}
