using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords for strings.</summary>
internal static class TextKeywords
{
    public static Keyword MinLength(int limit) =>
        Text("minLength", text => CodePoints(text) >= limit, $"must have at least {Plural.Of(limit, "character")}");

    public static Keyword MaxLength(int limit) =>
        Text("maxLength", text => CodePoints(text) <= limit, $"must have at most {Plural.Of(limit, "character")}");

    public static Keyword Pattern(string source, EcmaRegex regex) => Text("pattern", regex.IsMatch, $"must match the pattern {source}");

    public static Keyword Format(Formats.Format format) => Text("format", format.Fits, $"must be {format.Description}");

    private static Assertion Text(string name, Func<ReadOnlySpan<char>, bool> holds, string message) =>
        new(name, instance => instance.ValueKind != JsonValueKind.String || Test(instance, holds), _ => message);

    private static bool Test(JsonElement instance, Func<ReadOnlySpan<char>, bool> holds)
    {
        using var text = JsonText.Of(instance, stackalloc char[JsonText.StackLength]);
        return holds(text.Chars);
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (!char.IsLowSurrogate(c))
                count++;
        }

        return count;
    }
}
