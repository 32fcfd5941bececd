using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>Recorded bodies as JSON.</summary>
internal static class BodyJson
{
    /// <summary>JSON, or a form as a map of strings; null for anything else.</summary>
    public static JsonNode? Of(string text, string mediaType)
    {
        if (text.Length == 0)
            return null;
        if (MediaType.Essence(mediaType) is MediaType.UrlEncodedForm)
            return new JsonObject(FormText.Parse(text).DistinctBy(field => field.Name, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create(field.Name, (JsonNode?)JsonValue.Create(field.Text))));
        if (MediaType.Essence(mediaType) is MediaType.MultipartForm)
            return Multipart(text);
        if (!MediaType.IsJson(mediaType))
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The fields of a multipart form. Files are left out.</summary>
    private static JsonObject Multipart(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        var fields = new JsonObject();
        foreach (var part in lines.Split(lines.Split('\n')[0]).Select(part => part.Trim('\n')))
        {
            if (part.Split("\n\n", 2) is [var head, var value] && !head.Contains("filename=", StringComparison.Ordinal)
                && head.Split("name=\"", 2) is [_, var rest])
                fields[rest.Split('"')[0]] = value;
        }

        return fields;
    }

    /// <summary>The strings in a value, with their names and JSON pointers. Lists are left out.</summary>
    public static IEnumerable<(string Name, string Pointer, string Text)> Texts(JsonNode? node, string name = "", string pointer = "") =>
        node switch
        {
            JsonObject map => map.SelectMany(entry => Texts(entry.Value, entry.Key, $"{pointer}/{JsonPointer.Escaped(entry.Key)}")),
            JsonValue value when value.TryGetValue<string>(out var text) => [(name, pointer, text)],
            _ => [],
        };

    /// <summary>The strings in a value, also those in lists, with their JSON pointers.</summary>
    public static IEnumerable<(string Pointer, string Text)> Places(JsonNode? node, string pointer = "") => node switch
    {
        JsonObject map => map.SelectMany(entry => Places(entry.Value, $"{pointer}/{JsonPointer.Escaped(entry.Key)}")),
        JsonArray list => list.SelectMany((item, i) => Places(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"))),
        JsonValue value when value.TryGetValue<string>(out var text) => [(pointer, text)],
        _ => [],
    };

    /// <summary>All strings in a value.</summary>
    public static IEnumerable<(string Name, string Text)> AllTexts(JsonNode? node, string name = "") => node switch
    {
        JsonObject map => map.SelectMany(entry => AllTexts(entry.Value, entry.Key)),
        JsonArray list => list.SelectMany(item => AllTexts(item, name)),
        JsonValue value when value.TryGetValue<string>(out var text) => [(name, text)],
        _ => [],
    };
}
