using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Json;

/// <summary>JSON pointers (RFC 6901) into YAML nodes and JSON.</summary>
public static class JsonPointer
{
    /// <returns>The node that the pointer refers to, or null.</returns>
    internal static Node? Find(Node? node, string pointer)
    {
        foreach (var token in Tokens(pointer))
        {
            node = node switch
            {
                MapNode map => map[token],
                ListNode list when IndexOf(token) is { } index && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>Looks up a pointer.</summary>
    /// <returns>The value that the pointer refers to, or null.</returns>
    public static JsonElement? Find(JsonElement element, string pointer)
    {
        // Each request needs this, so it allocates nothing for usual names.
        var rest = pointer.AsSpan();
        while (rest.IndexOf('/') is >= 0 and var slash)
        {
            rest = rest[(slash + 1)..];
            var written = rest.IndexOf('/') is >= 0 and var next ? rest[..next] : rest;
            var token = written.ContainsAny('%', '~') ? Unescaped(written.ToString()) : written;
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(token, out var property))
                element = property;
            else if (element.ValueKind == JsonValueKind.Array && IndexOf(token) is { } index && index < element.GetArrayLength())
                element = element[index];
            else
                return null;
        }

        return element;
    }

    /// <summary>Looks up a pointer.</summary>
    /// <returns>The value that the pointer refers to; null also for a JSON null.</returns>
    public static JsonNode? Find(JsonNode? node, string pointer)
    {
        foreach (var token in Tokens(pointer))
        {
            node = node switch
            {
                JsonObject parent => parent[token],
                JsonArray parent when IndexOf(token) is { } index && index < parent.Count => parent[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>Replaces the value that a pointer refers to, or adds a property.</summary>
    /// <exception cref="ArgumentException">The pointer does not lead into an object or to an item of an array.</exception>
    public static void Set(JsonNode root, string pointer, JsonNode? value)
    {
        var last = pointer.LastIndexOf('/');
        var (parent, name) = (last < 0 ? null : Find(root, pointer[..last]), Unescaped(pointer[(last + 1)..]));
        if (parent is JsonObject map)
            map[name] = value;
        else if (parent is JsonArray list && IndexOf(name) is { } index && index < list.Count)
            list[index] = value;
        else
            throw new ArgumentException($"'{pointer}' leads neither into an object nor to an item of an array.", nameof(pointer));
    }

    /// <summary>The position of the node that the pointer refers to, or of its nearest existing ancestor.</summary>
    internal static Position PositionOf(Node root, string pointer)
    {
        var at = root.At;
        Node? node = root;
        foreach (var token in Tokens(pointer))
        {
            (node, at) = node switch
            {
                MapNode map when map.Find(token) is { } entry => (entry.Value, entry.At),
                ListNode list when IndexOf(token) is { } index && index < list.Items.Count => (list.Items[index], list.Items[index].At),
                _ => (null, at),
            };
        }

        return at;
    }

    /// <summary>A token of a pointer with its percent encoding and tildes decoded.</summary>
    public static string Unescaped(string token) =>
        Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>A name, encoded as a token of a pointer.</summary>
    public static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<string> Tokens(string pointer) =>
        pointer.Split('/').Skip(1).Select(Unescaped);

    private static int? IndexOf(ReadOnlySpan<char> token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
