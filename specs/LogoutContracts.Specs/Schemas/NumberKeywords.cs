using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords for numbers.</summary>
internal static class NumberKeywords
{
    public static Keyword Minimum(JsonElement limit) => Comparison("minimum", limit, order => order >= 0, "at least");

    public static Keyword Maximum(JsonElement limit) => Comparison("maximum", limit, order => order <= 0, "at most");

    public static Keyword ExclusiveMinimum(JsonElement limit) => Comparison("exclusiveMinimum", limit, order => order > 0, "more than");

    public static Keyword ExclusiveMaximum(JsonElement limit) => Comparison("exclusiveMaximum", limit, order => order < 0, "less than");

    public static Keyword MultipleOf(JsonElement divisor)
    {
        var number = JsonNumber.Of(divisor);
        return Number("multipleOf", instance => instance.IsMultipleOf(number), $"must be a multiple of {divisor.GetRawText()}");
    }

    private static Assertion Comparison(string name, JsonElement limit, Func<int, bool> holds, string words)
    {
        var number = JsonNumber.Of(limit);
        return Number(name, instance => holds(instance.Compare(number)), $"must be {words} {limit.GetRawText()}");
    }

    private static Assertion Number(string name, Func<JsonNumber, bool> holds, string message) =>
        new(name, instance => instance.ValueKind != JsonValueKind.Number || holds(JsonNumber.Of(instance)), _ => message);
}
