using System.Text.Json;

namespace LogoutContracts.Drift.Facts;

/// <summary>Reads examples in JSON, as pages write them: with comments and commas at the end.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The object or array that a text is; null if it is something else.</summary>
    public static JsonElement? Of(string text)
    {
        if (text.AsSpan().Trim() is not ['{' or '[', .., '}' or ']'])
            return null;
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The values in JSON that are neither objects nor arrays, as JSON, by their JSON pointers.</summary>
    public static IReadOnlyDictionary<string, string> Leaves(JsonElement json)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("", json);
        return leaves;

        // The parser limits the depth.
        void Add(string pointer, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
            {
                foreach (var property in value.EnumerateObject())
                    Add($"{pointer}/{property.Name}", property.Value);
            }
            else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            {
                foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
                    Add(string.Create(null, $"{pointer}/{i}"), item);
            }
            else
            {
                leaves[pointer] = value.ValueKind == JsonValueKind.String ? $"\"{value.GetString()}\""
                    : string.Concat(value.GetRawText().Where(c => !char.IsWhiteSpace(c)));
            }
        }
    }
}
