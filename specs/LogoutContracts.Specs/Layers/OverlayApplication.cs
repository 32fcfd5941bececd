using System.Text.Json;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers;

/// <summary>Applies the actions of an overlay to a spec, in order. Each sees the result of the one before.</summary>
internal sealed class OverlayApplication
{
    // Actions that select what earlier ones have added could double the spec each time.
    private const int MaxAdded = 100_000;

    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 4 * MaxDepth };

    private readonly string spec;
    private readonly DiagnosticList problems;
    private readonly OverlayMerge merge;
    private int added;

    // The nodes that the current action selects, and those that contain them.
    private HashSet<Node> ancestors = [];

    private OverlayApplication(string spec, string overlay, DiagnosticList problems)
    {
        this.spec = spec;
        this.problems = problems;
        merge = new(spec, overlay, MaxDepth, problems);
    }

    /// <param name="spec">The name of the spec, for messages.</param>
    /// <param name="problems">The problems of the overlay.</param>
    public static MapNode Apply(string spec, MapNode root, Overlay overlay, DiagnosticList problems)
    {
        var application = new OverlayApplication(spec, overlay.File, problems);
        foreach (var action in overlay.Actions)
        {
            root = application.Apply(root, action);
            if (application.added > MaxAdded)
                break;
        }

        return root;
    }

    private MapNode Apply(MapNode root, OverlayAction action)
    {
        var chains = ChainsTo(root, action.Target);
        var selected = Selected(chains, action);
        if (selected.Count == 0)
            return root;
        ancestors = chains.SelectMany(chain => chain).ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        if (action.Update is not { } update)
            return RemoveFrom(root, selected, action);
        added = (int)Math.Min(added + ((long)selected.Count * CountOf(update)), int.MaxValue);
        if (added > MaxAdded)
        {
            problems.GrowsTooMuch(action.At, MaxAdded);
            return root;
        }

        var updated = Rewritten(root, new(root.At, 0, IsInSchema: false), selected, (node, place) => merge.Apply(node, update, place));
        if (updated is MapNode map)
            return map;
        throw new InvalidOperationException("The root of a spec is a map, and stays one.");
    }

    private MapNode RemoveFrom(MapNode root, HashSet<Node> selected, OverlayAction action)
    {
        if (!selected.Contains(root))
            return (MapNode)Rewritten(root, new(root.At, 0, IsInSchema: false), selected, (_, _) => null)!;
        problems.SelectsDocument(action.At);
        return root;
    }

    /// <summary>The nodes that the target selects; empty if it selects nothing or a scalar, which is reported.</summary>
    private HashSet<Node> Selected(IReadOnlyList<IReadOnlyList<Node>> chains, OverlayAction action)
    {
        var nodes = chains.Select(chain => chain[^1]).ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        if (nodes.Count == 0)
            problems.SelectsNothing(action.At, action.Query, spec);
        if (nodes.FirstOrDefault(node => node is ScalarNode) is not { } scalar)
            return nodes;
        var at = action.At with { AppliedTo = scalar.At with { File = scalar.At.File ?? spec } };
        problems.SelectsScalar(at, action.Query, SpecDocument.Found(scalar));
        return [];
    }

    /// <summary>For each selected node, the nodes that lead to it, from the root to the node itself.</summary>
    private static IReadOnlyList<IReadOnlyList<Node>> ChainsTo(MapNode root, JsonPath target)
    {
        // Most targets name one node. Others need the document as JSON, which takes long if it is large.
        if (target is { IsAbsolute: true, IsSingular: true })
            return Chain(root, target.Segments.Select(segment => segment.Selectors[0])) is { } chain ? [chain] : [];
        using var json = JsonDocument.Parse(root.ToJson(), Deep);
        return [.. target.Locate(json.RootElement).Select(location => Chain(root, location.Keys))];
    }

    private static List<Node>? Chain(Node root, IEnumerable<PathSelector> selectors)
    {
        var chain = new List<Node> { root };
        foreach (var selector in selectors)
        {
            var next = (selector, chain[^1]) switch
            {
                (PathSelector.Name name, MapNode map) => map[name.Key],
                (PathSelector.Index { Number: var number }, ListNode list) =>
                    ItemAt(list, number >= 0 ? number : list.Items.Count + number),
                _ => null,
            };
            if (next is null)
                return null;
            chain.Add(next);
        }

        return chain;
    }

    private static Node? ItemAt(ListNode list, long index) => index >= 0 && index < list.Items.Count ? list.Items[(int)index] : null;

    private static List<Node> Chain(Node root, IEnumerable<string> keys)
    {
        var chain = new List<Node> { root };
        foreach (var key in keys)
        {
            chain.Add(chain[^1] switch
            {
                MapNode map => map[key]!,
                ListNode list => list.Items[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)],
                _ => throw new InvalidOperationException("A scalar has no children."),
            });
        }

        return chain;
    }

    /// <summary>Rebuilds the tree with other nodes in place of the selected ones.</summary>
    /// <param name="change">Null removes the node.</param>
    private Node? Rewritten(Node node, NodePlace place, HashSet<Node> selected, Func<Node, NodePlace, Node?> change)
    {
        if (!ancestors.Contains(node))
            return node;
        Node rewritten = node;
        if (node is MapNode map)
        {
            rewritten = map with
            {
                Entries = map.Entries
                    .Select(entry => Rewritten(entry.Value, place.Below(entry.Key, entry.At), selected, change) is { } value
                        ? entry with { Value = value }
                        : null)
                    .OfType<Entry>().ToValueList(),
            };
        }
        else if (node is ListNode list)
        {
            rewritten = list with
            {
                Items = list.Items.Select(item => Rewritten(item, place.Below("-", item.At), selected, change))
                    .OfType<Node>().ToValueList(),
            };
        }

        return selected.Contains(node) ? change(rewritten, place) : rewritten;
    }

    private static int CountOf(Node node) => 1 + node switch
    {
        MapNode map => map.Entries.Sum(entry => CountOf(entry.Value)),
        ListNode list => list.Items.Sum(CountOf),
        _ => 0,
    };
}
