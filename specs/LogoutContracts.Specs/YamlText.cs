using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>Writes JSON as YAML that people read: maps and lists that fit in a line are on one line.</summary>
public static class YamlText
{
    private const int Width = 120;

    public static string Write(JsonObject root)
    {
        var text = new StringBuilder();
        Map(text, root, 0, isOnLine: false);
        return text.ToString();
    }

    private static void Map(StringBuilder text, JsonObject map, int indent, bool isOnLine)
    {
        foreach (var (key, value) in map)
        {
            if (!isOnLine)
                text.Append(' ', indent);
            isOnLine = false;
            text.Append(YamlScalars.Key(key)).Append(':');
            Value(text, value, indent, indent + key.Length + 1, isInList: false);
        }
    }

    private static void Value(StringBuilder text, JsonNode? node, int indent, int column, bool isInList)
    {
        var flow = Flow(node, isInFlow: false);
        if (node is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || (IsShort(node) && column + 1 + flow.Length <= Width))
        {
            text.Append(' ').Append(flow).Append('\n');
            return;
        }

        if (node is JsonObject map)
        {
            text.Append(isInList ? " " : "\n");
            Map(text, map, indent + 2, isOnLine: isInList);
            return;
        }

        text.Append('\n');
        foreach (var item in (JsonArray)node)
        {
            text.Append(' ', indent + 2).Append('-');
            Value(text, item, indent + 2, indent + 3, isInList: true);
        }
    }

    // Deeper values are easier to read on several lines.
    private static bool IsShort(JsonNode node) => DepthOf(node) <= 2;

    private static int DepthOf(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => 1 + map.Max(entry => DepthOf(entry.Value)),
        JsonArray { Count: > 0 } list => 1 + list.Max(DepthOf),
        _ => 0,
    };

    private static string Flow(JsonNode? node, bool isInFlow) => node switch
    {
        null => "null",
        JsonObject { Count: > 0 } map =>
            $"{{ {string.Join(", ", map.Select(entry => $"{YamlScalars.Key(entry.Key)}: {Flow(entry.Value, isInFlow: true)}"))} }}",
        JsonArray { Count: > 0 } list => $"[{string.Join(", ", list.Select(item => Flow(item, isInFlow: true)))}]",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when node.GetValueKind() == JsonValueKind.String && !isInFlow && IsPath(node.GetValue<string>()) => node.GetValue<string>(),
        _ when node.GetValueKind() == JsonValueKind.String =>
            YamlScalars.OneLine(new(default!, node.GetValue<string>(), ScalarKind.String), isInFlow),
        _ => node.ToJsonString(),
    };

    /// <summary>Whether the text is a JSONPath that needs no quotes on a line of its own.</summary>
    private static bool IsPath(string text) =>
        text is ['$', '.', _, ..] && text[^1] is not ':' && !text.Contains(": ", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || "$._-[]'/{}:~+*=@".Contains(c, StringComparison.Ordinal));
}
