using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>
/// A name followed by a path into its value: <c>user.names[0]</c> or <c>user#/names/0</c>. Because names may contain dots, the longest
/// known name counts.
/// </summary>
public static class NamedPath
{
    /// <summary>Finds the name in a path.</summary>
    /// <returns>The name that the path starts with, or null if it does not start with a known name.</returns>
    public static string? NameIn(string path, IEnumerable<string> names) =>
        names.Where(name => path.StartsWith(name, StringComparison.Ordinal)
            && (path.Length == name.Length || path[name.Length] is '.' or '[' or '#')).MaxBy(name => name.Length);

    /// <summary>Looks up a path in named values.</summary>
    /// <returns>Null if there is no such value.</returns>
    public static JsonElement? Find(string path, IReadOnlyDictionary<string, JsonElement> values) =>
        NameIn(path, values.Keys) is { } name ? Part(values[name], path[name.Length..]) : null;

    /// <summary>Looks up a part of a value.</summary>
    /// <param name="rest">Empty, a '#' followed by a JSON pointer, or a path such as <c>.names[0]</c>.</param>
    /// <returns>Null if there is no such value.</returns>
    public static JsonElement? Part(JsonElement value, string rest)
    {
        if (rest is ['#', .. var pointer])
            return JsonPointer.Find(value, pointer);
        var part = value;
        while (rest.Length > 0)
        {
            var end = rest.AsSpan(1).IndexOfAny('.', '[') is >= 0 and var at ? at + 1 : rest.Length;
            var (token, isItem) = rest[0] == '[' && rest[end - 1] == ']' ? (rest[1..(end - 1)], true) : (rest[1..end], false);
            if (isItem && part.ValueKind == JsonValueKind.Array
                && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < part.GetArrayLength())
                part = part[index];
            else if (!isItem && part.ValueKind == JsonValueKind.Object && part.TryGetProperty(token, out var property))
                part = property;
            else
                return null;
            rest = rest[end..];
        }

        return part;
    }
}
