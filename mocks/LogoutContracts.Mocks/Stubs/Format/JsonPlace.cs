using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Stubs.Format;

/// <summary>A value in a JSON document with its JSON path, for error messages.</summary>
internal readonly partial record struct JsonPlace(JsonElement Value, string Path)
{
    private const int Shown = 80;

    public JsonPlace this[string name] => Optional(name) ?? throw Unfit($"an object with '{name}'");

    /// <summary>The root of a document.</summary>
    /// <exception cref="FormatException">The text is not JSON, or an object has a duplicate property.</exception>
    public static JsonPlace Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new(document.RootElement.Clone(), "$");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{e.Path ?? "$"}: {e.Message}", e);
        }
    }

    public JsonPlace? Optional(string name) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var member) ? new(member, PathOf(name)) : null;

    /// <summary>Checks that the object has no other properties than these.</summary>
    /// <exception cref="FormatException">The value is not an object, or has another property.</exception>
    public JsonPlace Only(params IReadOnlyCollection<string> known)
    {
        foreach (var (name, member) in Members())
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                throw new FormatException($"{member.Path}: unknown property. Known: {string.Join(", ", known)}.");
        }

        return this;
    }

    public IReadOnlyList<(string Name, JsonPlace Place)> Members()
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Unfit("an object");
        var place = this;
        return [.. Value.EnumerateObject().Select(member => (member.Name, new JsonPlace(member.Value, place.PathOf(member.Name))))];
    }

    public IReadOnlyList<JsonPlace> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Unfit("an array");
        var path = Path;
        return [.. Value.EnumerateArray().Select((item, index) => new JsonPlace(item, $"{path}[{index}]"))];
    }

    public JsonPlace Single() => Items() is [var only] ? only : throw Unfit("an array with one item");

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Unfit("a string");

    public int Number() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) ? number : throw Unfit("a whole number");

    public Guid Id() =>
        Value.ValueKind == JsonValueKind.String && Guid.TryParseExact(Value.GetString(), "D", out var id) ? id : throw Unfit("a GUID");

    /// <summary>Whether an optional property is present; its only valid value is true.</summary>
    public bool Flag(string name) =>
        Optional(name) is { } flag && (flag.Value.ValueKind == JsonValueKind.True ? true : throw flag.Unfit("true or no property"));

    public FormatException Unfit(string expected)
    {
        var found = Value.GetRawText();
        return new($"{Path}: found {(found.Length > Shown ? found[..Shown] + "…" : found)}, expected {expected}.");
    }

    /// <summary>Whether a JSON path can hold the name without quotes.</summary>
    public static bool IsPlainName(string name) => PlainName().IsMatch(name);

    private string PathOf(string name) => IsPlainName(name) ? $"{Path}.{name}" : $"{Path}['{name}']";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex PlainName();
}
