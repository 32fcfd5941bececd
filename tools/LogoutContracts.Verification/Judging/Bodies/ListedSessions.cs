using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Judging.Bodies;

/// <summary>Adapts an expected list of sessions to the number of sessions that a target lists.</summary>
internal static class ListedSessions
{
    // Any further items count as unexpected.
    private const int Most = 1_000;

    /// <summary>Repeats the expected item, and its volatile parts, for each received item; the item stays if none was received.</summary>
    public static (string Text, ValueList<VolatilePart> Volatile) Repeat(
        string text, ValueList<VolatilePart> volatileParts, SessionList list, JsonElement received)
    {
        if (JsonPointer.Find(received, list.Items) is not { ValueKind: JsonValueKind.Array } actual)
            return (text, volatileParts);
        var count = Math.Clamp(actual.GetArrayLength(), 1, Most);
        var root = JsonNode.Parse(text)!;
        var items = (JsonArray)JsonPointer.Find(root, list.Items)!;
        for (var i = 1; i < count; i++)
            items.Add(items[0]!.DeepClone());
        if (list.Count is { } pointer)
            JsonPointer.Set(root, pointer, count);
        var first = $"{list.Items}/0/";
        var repeated = volatileParts.SelectMany<VolatilePart, VolatilePart>(part =>
            part is VolatilePart.Body body && body.Pointer.StartsWith(first, StringComparison.Ordinal)
                ? Enumerable.Range(0, count).Select(i => InItem(list.Items, i, body.Pointer[first.Length..]))
                : [part]);
        return (root.ToJsonString(), repeated.ToValueList());
    }

    private static VolatilePart.Body InItem(string items, int index, string rest) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{items}/{index}/{rest}"));
}
