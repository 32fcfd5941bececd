using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A simple condition in Arazzo: comparisons and logical combinations of literals and runtime expressions.</summary>
public abstract record SimpleCondition
{
    private SimpleCondition()
    {
    }

    /// <summary>The accepted syntax, for messages.</summary>
    public static string Forms =>
        "runtime expressions and literals ('text', 200, true, null), combined with == != < <= > >= && || ! and parentheses";

    /// <summary>Holds if at least one of the conditions holds.</summary>
    public sealed record Any(ValueList<SimpleCondition> Of) : SimpleCondition;

    /// <summary>Holds if all conditions hold.</summary>
    public sealed record All(ValueList<SimpleCondition> Of) : SimpleCondition;

    /// <summary>Holds if the condition does not.</summary>
    public sealed record Not(SimpleCondition Of) : SimpleCondition;

    /// <summary>Compares two values as Arazzo does: strings ignore case, and a numeric string compares with a number as a number.</summary>
    public sealed record Comparison(Operand Left, Comparator Comparator, Operand Right) : SimpleCondition;

    /// <summary>Holds if there is a value that is neither false nor null.</summary>
    public sealed record Truth(Operand Of) : SimpleCondition;

    /// <summary>Evaluates the condition.</summary>
    /// <param name="valueOf">Evaluates an expression; returns null if it has no value.</param>
    public bool Holds(Func<RuntimeExpression, JsonElement?> valueOf) => this switch
    {
        Any any => any.Of.Any(condition => condition.Holds(valueOf)),
        All all => all.Of.All(condition => condition.Holds(valueOf)),
        Not not => !not.Of.Holds(valueOf),
        Comparison comparison =>
            Comparing.Holds(comparison.Comparator, comparison.Left.ValueIn(valueOf), comparison.Right.ValueIn(valueOf)),
        Truth truth => truth.Of.ValueIn(valueOf) is { ValueKind: not (JsonValueKind.False or JsonValueKind.Null) },
        _ => false,
    };

    /// <summary>The distinct runtime expressions in the condition.</summary>
    public IEnumerable<Operand.Found> Expressions => this switch
    {
        Any any => any.Of.SelectMany(condition => condition.Expressions).Distinct(),
        All all => all.Of.SelectMany(condition => condition.Expressions).Distinct(),
        Not not => not.Of.Expressions,
        Comparison comparison => new[] { comparison.Left, comparison.Right }.OfType<Operand.Found>().Distinct(),
        Truth { Of: Operand.Found found } => [found],
        _ => [],
    };
}

/// <summary>A literal or runtime expression in a condition.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>A literal in the condition.</summary>
    /// <param name="Json">The value as JSON.</param>
    public sealed record Literal(string Json) : Operand;

    /// <summary>The value of a runtime expression, or a part of it.</summary>
    /// <param name="Text">The expression and the path as written.</param>
    /// <param name="Rest">A path into the value of the expression, such as <c>.items[0]</c>; may be empty.</param>
    public sealed record Found(string Text, RuntimeExpression Expression, string Rest) : Operand;

    /// <summary>The value of the operand, or null if it has none.</summary>
    /// <param name="valueOf">Evaluates an expression; returns null if it has no value.</param>
    public JsonElement? ValueIn(Func<RuntimeExpression, JsonElement?> valueOf) => this switch
    {
        Literal literal => JsonElement.Parse(literal.Json),
        Found found when valueOf(found.Expression) is { } value => NamedPath.Part(value, found.Rest),
        _ => null,
    };
}
