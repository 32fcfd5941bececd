using System.Text;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>Writes a tree as YAML. Maps and lists that were on one line stay on one line.</summary>
internal sealed class NodeYaml
{
    private readonly StringBuilder text = new();
    private readonly Func<Position, string>? origin;

    private NodeYaml(Func<Position, string>? origin) => this.origin = origin;

    /// <param name="origin">What to say in a comment about each line; null for no comments.</param>
    public static string Write(MapNode root, Func<Position, string>? origin = null)
    {
        var yaml = new NodeYaml(origin);
        yaml.Map(root, 0, isOnLine: false);
        return yaml.text.ToString();
    }

    private void Map(MapNode map, int indent, bool isOnLine)
    {
        foreach (var entry in map.Entries)
        {
            if (!isOnLine)
                text.Append(' ', indent);
            isOnLine = false;
            text.Append(YamlScalars.Key(entry.Key)).Append(':');
            Value(entry.Value, entry.At, indent, isInList: false);
        }
    }

    private void Value(Node node, Position at, int indent, bool isInList)
    {
        switch (node)
        {
            case ScalarNode scalar when YamlScalars.IsLiteral(scalar):
                Literal(scalar.Text, at, indent + 2);
                break;
            case ScalarNode:
            case MapNode { Entries.Count: 0 }:
            case ListNode { Items.Count: 0 }:
                EndLine($" {Flow(node, isInFlow: false)}", at);
                break;
            case var _ when IsOneLine(node, at):
                EndLine($" {Flow(node, isInFlow: false)}", at);
                break;
            case MapNode map when isInList:
                text.Append(' ');
                Map(map, indent + 2, isOnLine: true);
                break;
            case MapNode map:
                EndLine("", at);
                Map(map, indent + 2, isOnLine: false);
                break;
            case ListNode list:
                EndLine("", at);
                foreach (var item in list.Items)
                {
                    text.Append(' ', indent + 2).Append('-');
                    Value(item, item.At, indent + 2, isInList: true);
                }

                break;
        }
    }

    private void Literal(string value, Position at, int indent)
    {
        EndLine(value.EndsWith('\n') ? " |" : " |-", at);
        foreach (var line in (value.EndsWith('\n') ? value[..^1] : value).Split('\n'))
            text.Append(' ', line.Length > 0 ? indent : 0).Append(line).Append('\n');
    }

    private void EndLine(string end, Position at)
    {
        text.Append(end);
        if (origin is not null)
            text.Append("  # ").Append(origin(at));
        text.Append('\n');
    }

    private static string Flow(Node node, bool isInFlow) => node switch
    {
        MapNode { Entries.Count: > 0 } map =>
            $"{{ {string.Join(", ", map.Entries.Select(entry => $"{YamlScalars.Key(entry.Key)}: {Flow(entry.Value, isInFlow: true)}"))} }}",
        ListNode { Items.Count: > 0 } list => $"[{string.Join(", ", list.Items.Select(item => Flow(item, isInFlow: true)))}]",
        MapNode => "{}",
        ListNode => "[]",
        ScalarNode scalar => YamlScalars.OneLine(scalar, isInFlow),
        _ => "",
    };

    private static bool IsOneLine(Node node, Position at) =>
        node.At.Line == at.Line && string.Equals(node.At.File, at.File, StringComparison.Ordinal) && node switch
        {
            MapNode map => map.Entries.All(entry => IsOneLine(entry.Value, at)
                && entry.At.Line == at.Line && string.Equals(entry.At.File, at.File, StringComparison.Ordinal)),
            ListNode list => list.Items.All(item => IsOneLine(item, at)),
            _ => true,
        };
}
