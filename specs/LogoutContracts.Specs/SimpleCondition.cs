using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs;

/// <summary>Arazzo's simple condition, as far as it compares one runtime expression with one literal: <c>$statusCode == 200</c>.</summary>
/// <param name="Literal">Null is the literal <c>null</c>, and what an expression has that finds nothing.</param>
public sealed partial record SimpleCondition(string Expression, bool IsEqual, string? Literal)
{
    public static string Forms => "'$expression == literal' or '$expression != literal'";

    public static bool TryParse(string text, [NotNullWhen(true)] out SimpleCondition? condition)
    {
        condition = Form().Match(text) is { Success: true } match
            ? new(match.Groups["expression"].Value, match.Groups["operator"].Value is "==", match.Groups["literal"].Value is "null" ? null : match.Groups["literal"].Value.Trim('\'')) : null;
        return condition is not null;
    }

    public bool Holds(string? actual) => string.Equals(actual, Literal, StringComparison.Ordinal) == IsEqual;

    [GeneratedRegex(@"^(?<expression>\$[^\s=!]+)\s*(?<operator>==|!=)\s*(?<literal>'[^']*'|[0-9.]+|true|false|null)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
