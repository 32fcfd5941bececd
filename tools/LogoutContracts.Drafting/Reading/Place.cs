using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Reading;

/// <summary>A value in an OpenAPI file, and where it is.</summary>
/// <param name="Root">The file.</param>
/// <param name="Keys">The names and indexes from the root to the value.</param>
internal sealed record Place(JsonElement Root, JsonElement Value, ValueList<string> Keys)
{
    // Longer chains of references are cycles, or not worth following.
    private const int MaxReferences = 32;

    /// <summary>The location as a JSON pointer in a URI fragment, such as <c>#/paths/~1logout</c>.</summary>
    public string Pointer => $"#{string.Concat(Keys.Select(key => $"/{JsonPointer.Escaped(key)}"))}";

    /// <summary>The location as a JSONPath, such as <c>$.paths['/logout'].post</c>.</summary>
    public string JsonPath
    {
        get
        {
            var (path, value) = ("$", Root);
            foreach (var key in Keys)
            {
                var isItem = value.ValueKind == JsonValueKind.Array;
                path += isItem ? $"[{key}]" : NameStep(key);
                value = isItem ? value[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] : value.GetProperty(key);
            }

            return path;
        }
    }

    public bool IsMap => Value.ValueKind == JsonValueKind.Object;

    public bool IsList => Value.ValueKind == JsonValueKind.Array;

    /// <summary>The value if it is a string, otherwise null.</summary>
    public string? String => Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;

    /// <summary>The entries of a map, references followed; empty for anything else.</summary>
    public IEnumerable<(string Key, Place Value)> Entries => IsMap
        ? Value.EnumerateObject().Select(entry => (entry.Name, Below(entry.Name, entry.Value).Resolved)) : [];

    /// <summary>The items of a list, references followed; empty for anything else.</summary>
    public IEnumerable<Place> Items => IsList
        ? Value.EnumerateArray().Select((item, i) => Below(i.ToString(System.Globalization.CultureInfo.InvariantCulture), item).Resolved)
        : [];

    /// <summary>The value of a map's entry, references followed; null if there is none.</summary>
    public Place? this[string key] => IsMap && Value.TryGetProperty(key, out var value) ? Below(key, value).Resolved : null;

    /// <summary>The string in a map's entry; null if there is none.</summary>
    public string? Text(string key) => this[key]?.String;

    /// <summary>Whether a map's entry is true.</summary>
    public bool Flag(string key) => this[key]?.Value.ValueKind == JsonValueKind.True;

    public static Place Of(JsonElement root) => new(root, root, []);

    /// <summary>What the value refers to, if it is a reference into the same file; otherwise the value.</summary>
    private Place Resolved
    {
        get
        {
            var place = this;
            for (var i = 0; i < MaxReferences; i++)
            {
                if (!place.IsMap || !place.Value.TryGetProperty("$ref", out var reference) || reference.ValueKind != JsonValueKind.String
                    || reference.GetString() is not ['#', '/', ..] pointer || JsonPointer.Find(Root, pointer[1..]) is not { } target)
                    return place;
                place = new(Root, target, pointer[2..].Split('/').Select(JsonPointer.Unescaped).ToValueList());
            }

            return this;
        }
    }

    private Place Below(string key, JsonElement value) => new(Root, value, [.. Keys, key]);

    private static string NameStep(string key) => key.Length > 0 && key.All(char.IsAsciiLetter)
        ? $".{key}" : $"['{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";
}
