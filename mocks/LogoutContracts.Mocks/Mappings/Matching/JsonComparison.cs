using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>How JSON values are compared. By default, only the order of members and the way numbers are written do not matter.</summary>
internal sealed record JsonComparison
{
    private const string Placeholder = "${json-unit.";

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public bool IgnoresOrder { get; init; }

    /// <summary>
    /// Whether objects may have further members, and lists further items: at the end, or anywhere if the order does not matter.
    /// </summary>
    public bool IgnoresExtra { get; init; }

    public bool IgnoresCase { get; init; }

    /// <summary>How an expected string is compared with an actual one; null for equality.</summary>
    public Func<string, string, bool>? Strings { get; init; }

    /// <summary>Whether expected strings such as <c>${json-unit.any-string}</c> are placeholders.</summary>
    public bool HasPlaceholders { get; init; }

    public bool AreEqual(JsonElement expected, JsonElement actual)
    {
        if (HasPlaceholders && expected.ValueKind == JsonValueKind.String
            && expected.GetString() is { } text && text.StartsWith(Placeholder, StringComparison.Ordinal))
            return Fits(text[Placeholder.Length..], text, actual);
        return (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => AreEqualObjects(expected, actual),
            (JsonValueKind.Array, JsonValueKind.Array) => AreEqualLists([.. expected.EnumerateArray()], [.. actual.EnumerateArray()]),
            (JsonValueKind.String, JsonValueKind.String) => AreEqualStrings(expected.GetString()!, actual.GetString()!),
            _ => JsonElement.DeepEquals(expected, actual),
        };
    }

    /// <summary>The placeholders that are known, for messages.</summary>
    public static IReadOnlyList<string> Placeholders { get; } =
        ["ignore", "ignore-element", "any-string", "any-number", "any-boolean", "regex"];

    /// <summary>The first placeholder in the value that is not known; null if there is none.</summary>
    public static string? UnknownPlaceholder(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(member => UnknownPlaceholder(member.Value))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(UnknownPlaceholder).FirstOrDefault(found => found is not null),
        JsonValueKind.String when value.GetString() is { } text && text.StartsWith(Placeholder, StringComparison.Ordinal) =>
            Placeholders.Contains(text[Placeholder.Length..].Split('}')[0], StringComparer.Ordinal) ? null : text,
        _ => null,
    };

    private bool AreEqualStrings(string expected, string actual) => Strings is not null ? Strings(expected, actual)
        : string.Equals(expected, actual, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static bool Fits(string placeholder, string whole, JsonElement actual) => placeholder switch
    {
        "ignore}" or "ignore-element}" => true,
        "any-string}" => actual.ValueKind == JsonValueKind.String,
        "any-number}" => actual.ValueKind == JsonValueKind.Number,
        "any-boolean}" => actual.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ when placeholder.StartsWith("regex}", StringComparison.Ordinal) =>
            actual.ValueKind == JsonValueKind.String && IsWholeMatch(placeholder["regex}".Length..], actual.GetString()!),
        _ => actual.ValueKind == JsonValueKind.String && string.Equals(actual.GetString(), whole, StringComparison.Ordinal),
    };

    private static bool IsWholeMatch(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Timeout);
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or RegexParseException)
        {
            return false;
        }
    }

    private bool AreEqualObjects(JsonElement expected, JsonElement actual)
    {
        var names = IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var found = new Dictionary<string, JsonElement>(names);
        foreach (var member in actual.EnumerateObject())
            found[member.Name] = member.Value;
        foreach (var member in expected.EnumerateObject())
        {
            if (found.Remove(member.Name, out var value) ? !AreEqual(member.Value, value) : !IsOptional(member.Value))
                return false;
        }

        return IgnoresExtra || found.Count == 0;
    }

    private bool IsOptional(JsonElement expected) => HasPlaceholders && expected.ValueKind == JsonValueKind.String
        && expected.ValueEquals("${json-unit.ignore-element}");

    private bool AreEqualLists(JsonElement[] expected, JsonElement[] actual)
    {
        if (IgnoresExtra ? actual.Length < expected.Length : actual.Length != expected.Length)
            return false;
        if (!IgnoresOrder)
            return expected.Index().All(item => AreEqual(item.Item, actual[item.Index]));
        var takenBy = new int[actual.Length];
        Array.Fill(takenBy, -1);
        return Enumerable.Range(0, expected.Length).All(item => Assign(item, expected, actual, takenBy, new bool[actual.Length]));
    }

    // An augmenting path in the bipartite graph of expected and actual items: an item may move to make room for another.
    private bool Assign(int item, JsonElement[] expected, JsonElement[] actual, int[] takenBy, bool[] seen)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            if (seen[i] || !AreEqual(expected[item], actual[i]))
                continue;
            seen[i] = true;
            if (takenBy[i] < 0 || Assign(takenBy[i], expected, actual, takenBy, seen))
            {
                takenBy[i] = item;
                return true;
            }
        }

        return false;
    }
}
