using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Drafting.Recording;

/// <summary>Copies recorded bodies without their secrets.</summary>
/// <param name="hidesPersons">Whether to replace texts with digits or an at sign, too: addresses, numbers, dates.</param>
internal sealed class SafeBody(Secrets secrets, bool hidesPersons = false)
{
    private const int LongestText = 200;
    private const string Replacement = "text";

    private readonly List<string> replaced = [];

    /// <summary>JSON pointers to the values that were replaced, or to the list that they are in.</summary>
    public IReadOnlyList<string> Replaced => [.. replaced.Distinct(StringComparer.Ordinal)];

    /// <param name="fixedTexts">Texts to put at JSON pointers, such as placeholders.</param>
    public JsonNode? Copy(JsonNode? node, IReadOnlyDictionary<string, string> fixedTexts) => Copy(node, "", "", fixedTexts, null);

    /// <summary>A text that is not JSON; replaced if it is long or not harmless.</summary>
    public string Copy(string text)
    {
        if (text.Length <= LongestText && secrets.IsHarmless(text))
            return text;
        replaced.Add("");
        return Replacement;
    }

    /// <param name="list">The pointer to the outermost list around the value; null if there is none.</param>
    private JsonNode? Copy(JsonNode? node, string name, string pointer, IReadOnlyDictionary<string, string> fixedTexts, string? list)
    {
        if (fixedTexts.TryGetValue(pointer, out var text))
            return text;
        switch (node)
        {
            case JsonObject map:
                var kept = map.Where(entry => secrets.IsHarmlessName(entry.Key)
                    || fixedTexts.ContainsKey($"{pointer}/{JsonPointer.Escaped(entry.Key)}")).ToList();
                if (kept.Count < map.Count)
                    replaced.Add(list ?? pointer);
                return new JsonObject(kept.Select(entry => KeyValuePair.Create(
                    entry.Key, Copy(entry.Value, entry.Key, $"{pointer}/{JsonPointer.Escaped(entry.Key)}", fixedTexts, list))));
            case JsonArray items:
                return new JsonArray([.. items.Take(1).Select(item => Copy(item, name, $"{pointer}/0", fixedTexts, list ?? pointer))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String
                && (!IsKept(name, value.GetValue<string>()) || IsPersonal(value.GetValue<string>())):
                replaced.Add(list ?? pointer);
                return Replacement;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && !IsKept(name, value.ToJsonString()):
                replaced.Add(list ?? pointer);
                return 1;
            default:
                return node?.DeepClone();
        }
    }

    private bool IsKept(string name, string text) =>
        text.Length <= LongestText && !Secrets.IsSecretName(name) && secrets.IsHarmless(text);

    private bool IsPersonal(string text) =>
        hidesPersons && (text.Any(char.IsAsciiDigit) || text.Contains('@', StringComparison.Ordinal));
}
