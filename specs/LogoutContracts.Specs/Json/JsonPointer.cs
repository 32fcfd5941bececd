using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Json;

/// <summary>RFC 6901, over nodes and over JSON.</summary>
public static class JsonPointer
{
    /// <returns>What the pointer points to, or null.</returns>
    public static Node? Find(Node? node, string pointer)
    {
        foreach (var token in Tokens(pointer))
        {
            node = node switch
            {
                MapNode map => map[token],
                ListNode list when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        return node;
    }

    /// <returns>What the pointer points to, or null.</returns>
    public static JsonElement? Find(JsonElement element, string pointer)
    {
        foreach (var token in Tokens(pointer))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(token, out var property))
                element = property;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
                element = element[index];
            else
                return null;
        }

        return element;
    }

    /// <summary>Where the pointer points, or as near as the document goes along it.</summary>
    public static Position PositionOf(Node root, string pointer)
    {
        var at = root.At;
        Node? node = root;
        foreach (var token in Tokens(pointer))
        {
            (node, at) = node switch
            {
                MapNode map when map.Find(token) is { } entry => (entry.Value, entry.At),
                ListNode list when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count
                    => (list.Items[index], list.Items[index].At),
                _ => (null, at),
            };
        }

        return at;
    }

    /// <summary>One token of a pointer, percent signs and tildes resolved.</summary>
    public static string Unescaped(string token) => Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>A name as a token of a pointer.</summary>
    public static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<string> Tokens(string pointer) =>
        pointer.Split('/').Skip(1).Select(Unescaped);
}
