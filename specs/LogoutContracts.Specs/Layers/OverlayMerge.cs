using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers;

/// <summary>
/// Merges an update into a node, as Overlay 1.0 does: maps by key, lists by appending, and scalars are replaced. Written nodes keep their
/// positions in the overlay, and know the node of the spec that they were applied to.
/// </summary>
/// <param name="spec">The name of the spec, for messages.</param>
/// <param name="overlay">The name of the overlay.</param>
/// <param name="maxDepth">The maximum nesting of the result.</param>
internal sealed class OverlayMerge(string spec, string overlay, int maxDepth, DiagnosticList problems)
{
    // A reference has no other effective fields in OpenAPI 3.1, except in schemas.
    private static readonly string[] BesideReference = ["$ref", "summary", "description"];

    /// <summary>Applies an action's update to a node that its target selects. A list takes any other value as a new item.</summary>
    public Node Apply(Node target, Node update, NodePlace place) =>
        target is ListNode list && update is not ListNode
            ? list with { Items = [.. list.Items, Written(update, place.Below("-"))] } : Merge(target, update, place);

    private Node Merge(Node target, Node update, NodePlace place)
    {
        switch (target, update)
        {
            case (MapNode map, MapNode changes):
                return MergeMaps(map, changes, place);
            case (ListNode list, ListNode added):
                return list with { Items = [.. list.Items, .. added.Items.Select(item => Written(item, place.Below("-")))] };
            case (ScalarNode, _):
                return Written(update, place);
            default:
                var kind = target is MapNode ? "a map" : "a list";
                problems.DoesNotMerge(PositionOf(update.At, place), SpecDocument.Found(update), place.At.In(spec), kind);
                return target;
        }
    }

    private MapNode MergeMaps(MapNode map, MapNode changes, NodePlace place)
    {
        CheckReference(map, changes, place);
        var entries = new List<Entry>(map.Entries);
        foreach (var change in changes.Entries)
        {
            var index = entries.FindIndex(entry => string.Equals(entry.Key, change.Key, StringComparison.Ordinal));
            if (index < 0)
            {
                entries.Add(new(PositionOf(change.At, place), change.Key, Written(change.Value, place.Below(change.Key))));
                continue;
            }

            var old = entries[index];
            var value = Merge(old.Value, change.Value, place.Below(old.Key, old.At));
            entries[index] = new(old.Value is ScalarNode ? PositionOf(change.At, place.Below(old.Key, old.At)) : old.At, old.Key, value);
        }

        return map with { Entries = entries.ToValueList() };
    }

    private void CheckReference(MapNode map, MapNode changes, NodePlace place)
    {
        if (place.IsInSchema || map["$ref"] is not ScalarNode { Text: var reference })
            return;
        foreach (var change in changes.Entries.Where(change => !BesideReference.Contains(change.Key, StringComparer.Ordinal)))
            problems.BesideReference(PositionOf(change.At, place), change.Key, reference);
    }

    /// <summary>A copy of an overlay's node for the tree.</summary>
    private Node Written(Node node, NodePlace place)
    {
        var at = PositionOf(node.At, place);
        if (place.Depth > maxDepth)
        {
            problems.TooDeep(at, maxDepth);
            return new ScalarNode(at, "", ScalarKind.Null);
        }

        return node switch
        {
            MapNode map => new MapNode(
                at,
                map.Entries.Select(entry => new Entry(PositionOf(entry.At, place), entry.Key, Written(entry.Value, place.Below(entry.Key))))
                    .ToValueList()),
            ListNode list => new ListNode(at, list.Items.Select(item => Written(item, place.Below("-"))).ToValueList()),
            _ => node with { At = at },
        };
    }

    private Position PositionOf(Position at, NodePlace place) =>
        at with { File = overlay, AppliedTo = place.At with { File = place.At.File ?? spec } };
}
