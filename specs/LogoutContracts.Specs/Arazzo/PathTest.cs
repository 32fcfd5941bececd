using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>The condition of a JSONPath filter (RFC 9535).</summary>
public abstract record PathTest
{
    private PathTest()
    {
    }

    /// <summary>Holds if at least one of the tests holds.</summary>
    public sealed record Any(ValueList<PathTest> Of) : PathTest;

    /// <summary>Holds if all tests hold.</summary>
    public sealed record All(ValueList<PathTest> Of) : PathTest;

    /// <summary>Holds if the test does not.</summary>
    public sealed record Not(PathTest Of) : PathTest;

    /// <summary>
    /// Compares two values as RFC 9535 does: a missing value equals only another missing value, and strings are case-sensitive.
    /// </summary>
    public sealed record Comparison(PathOperand Left, Comparator Comparator, PathOperand Right) : PathTest;

    /// <summary>Holds if the query selects at least one node, whatever its value.</summary>
    public sealed record Exists(JsonPath Query) : PathTest;

    /// <summary>
    /// Matches a string against a regular expression; does not hold if either is not a string or the expression is invalid.
    /// </summary>
    /// <param name="IsWhole">Whether the whole string must match (<c>match</c>), or any part of it (<c>search</c>).</param>
    public sealed record Matches(PathOperand Text, PathOperand Pattern, bool IsWhole) : PathTest;

    internal bool Holds(JsonElement root, JsonElement current) => this switch
    {
        Any any => any.Of.Any(test => test.Holds(root, current)),
        All all => all.Of.All(test => test.Holds(root, current)),
        Not not => !not.Of.Holds(root, current),
        Comparison comparison =>
            Holds(comparison.Comparator, comparison.Left.ValueOf(root, current), comparison.Right.ValueOf(root, current)),
        Exists exists => exists.Query.Select(root, current).Count > 0,
        Matches matches => Holds(matches, matches.Text.ValueOf(root, current), matches.Pattern.ValueOf(root, current)),
        _ => false,
    };

    private static bool Holds(Matches matches, JsonElement? text, JsonElement? pattern) =>
        text is { ValueKind: JsonValueKind.String } value && pattern is { ValueKind: JsonValueKind.String } expression
        && EcmaRegex.TryCompile(matches.IsWhole ? $"^(?:{expression.GetString()})$" : expression.GetString()!, out var regex, out _)
        && regex.IsMatch(value.GetString());

    // Unlike in Arazzo's simple conditions, string comparisons are case-sensitive, and numeric strings are not numbers.
    private static bool Holds(Comparator comparator, JsonElement? left, JsonElement? right) => comparator switch
    {
        Comparator.Equal => AreEqual(left, right),
        Comparator.NotEqual => !AreEqual(left, right),
        Comparator.Less => IsLess(left, right),
        Comparator.LessOrEqual => IsLess(left, right) || AreEqual(left, right),
        Comparator.Greater => IsLess(right, left),
        _ => IsLess(right, left) || AreEqual(left, right),
    };

    private static bool AreEqual(JsonElement? left, JsonElement? right) =>
        left is { } one && right is { } other ? JsonElement.DeepEquals(one, other) : left is null && right is null;

    private static bool IsLess(JsonElement? left, JsonElement? right) => (left, right) switch
    {
        ({ ValueKind: JsonValueKind.Number } one, { ValueKind: JsonValueKind.Number } other) =>
            JsonNumber.Of(one).Compare(JsonNumber.Of(other)) < 0,
        ({ ValueKind: JsonValueKind.String } one, { ValueKind: JsonValueKind.String } other) =>
            string.CompareOrdinal(one.GetString(), other.GetString()) < 0,
        _ => false,
    };
}

/// <summary>An operand in a filter; its value may be missing.</summary>
public abstract record PathOperand
{
    private PathOperand()
    {
    }

    /// <summary>A literal in the query.</summary>
    /// <param name="Json">The value as JSON.</param>
    public sealed record Literal(string Json) : PathOperand;

    /// <summary>The node that a query selects; missing if the query selects no node or, with <c>value()</c>, several.</summary>
    public sealed record Found(JsonPath Query) : PathOperand;

    /// <summary>The number of nodes that a query selects.</summary>
    public sealed record Count(JsonPath Query) : PathOperand;

    /// <summary>The length of a string (in code points), array or object; missing for other values.</summary>
    public sealed record Length(PathOperand Of) : PathOperand;

    internal JsonElement? ValueOf(JsonElement root, JsonElement current) => this switch
    {
        Literal literal => JsonElement.Parse(literal.Json),
        Found found => found.Query.Select(root, current) is [var only] ? only : null,
        Count count => JsonValues.Of(count.Query.Select(root, current).Count),
        Length length => LengthOf(length.Of.ValueOf(root, current)) is { } number ? JsonValues.Of(number) : null,
        _ => null,
    };

    private static int? LengthOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!.EnumerateRunes().Count(),
        { ValueKind: JsonValueKind.Array } array => array.GetArrayLength(),
        { ValueKind: JsonValueKind.Object } map => map.GetPropertyCount(),
        _ => null,
    };
}
