using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>The comparison operators of simple conditions and of JSONPath filters.</summary>
public enum Comparator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// Comparisons as Arazzo defines them: strings ignore case, a numeric string compares with a number as a number, and null equals only null
/// and missing values.
/// </summary>
internal static class Comparing
{
    public static readonly IReadOnlyList<(string Sign, Comparator Comparator)> Signs =
    [
        ("==", Comparator.Equal), ("!=", Comparator.NotEqual), ("<=", Comparator.LessOrEqual), (">=", Comparator.GreaterOrEqual),
        ("<", Comparator.Less), (">", Comparator.Greater),
    ];

    public static bool Holds(Comparator comparator, JsonElement? left, JsonElement? right) => comparator switch
    {
        Comparator.Equal => AreEqual(left, right),
        Comparator.NotEqual => !AreEqual(left, right),
        Comparator.Less => Order(left, right) < 0,
        Comparator.LessOrEqual => Order(left, right) <= 0,
        Comparator.Greater => Order(left, right) > 0,
        _ => Order(left, right) >= 0,
    };

    public static bool IsNothing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    private static bool AreEqual(JsonElement? left, JsonElement? right)
    {
        if (IsNothing(left) || IsNothing(right))
            return IsNothing(left) && IsNothing(right);
        return Order(left, right) is { } order ? order == 0 : JsonElement.DeepEquals(left!.Value, right!.Value);
    }

    /// <returns>Null if the values cannot be ordered.</returns>
    private static int? Order(JsonElement? left, JsonElement? right)
    {
        if (IsNothing(left) || IsNothing(right))
            return null;
        var (one, other) = (left!.Value, right!.Value);
        if (one.ValueKind == JsonValueKind.String && other.ValueKind == JsonValueKind.String)
            return string.Compare(one.GetString(), other.GetString(), StringComparison.OrdinalIgnoreCase);
        return Number(one, other) is { } a && Number(other, one) is { } b ? a.Compare(b) : null;
    }

    private static JsonNumber? Number(JsonElement value, JsonElement beside) => value.ValueKind switch
    {
        JsonValueKind.Number => JsonNumber.Of(value),
        JsonValueKind.String when beside.ValueKind == JsonValueKind.Number
            && decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            => new(number, (double)number),
        _ => null,
    };
}
