using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>
/// The anchors of one file. An alias becomes a copy of its anchor's node, so the nodes still form a tree. What aliases may add is limited:
/// aliases of aliases can make a small file grow exponentially.
/// </summary>
internal sealed class Anchors(int maxDepth, DiagnosticList problems)
{
    private const int MaxAdded = 500_000;

    private readonly Dictionary<string, Anchor> known = new(StringComparer.Ordinal);
    private int added;

    /// <summary>Defines an anchor; a later one of the same name replaces it.</summary>
    public void Define(string name, Node node) => known[name] = new(node, SizeOf(node), HeightOf(node));

    /// <returns>A copy of the node with this anchor; null as a value if there is none, which is reported.</returns>
    /// <exception cref="ExpansionException">The result is too large or too deep, which is reported.</exception>
    public Node Expand(Position at, string name, int depth)
    {
        if (!known.TryGetValue(name, out var anchor))
        {
            problems.UnknownAlias(at, name, known.Keys);
            return new ScalarNode(at, "", ScalarKind.Null);
        }

        if (depth + anchor.Height > maxDepth)
        {
            problems.TooDeep(at, maxDepth);
            throw new ExpansionException(at);
        }

        added += anchor.Size;
        if (added <= MaxAdded)
            return Copy(anchor.Node);
        problems.AliasesTooLarge(at, MaxAdded);
        throw new ExpansionException(at);
    }

    private static Node Copy(Node node) => node switch
    {
        MapNode map => map with { Entries = map.Entries.Select(entry => entry with { Value = Copy(entry.Value) }).ToValueList() },
        ListNode list => list with { Items = list.Items.Select(Copy).ToValueList() },
        _ => node with { },
    };

    private static int SizeOf(Node node) => 1 + ChildrenOf(node).Sum(SizeOf);

    private static int HeightOf(Node node) => 1 + ChildrenOf(node).Select(HeightOf).DefaultIfEmpty(0).Max();

    private static IEnumerable<Node> ChildrenOf(Node node) => node switch
    {
        MapNode map => map.Entries.Select(entry => entry.Value),
        ListNode list => list.Items,
        _ => [],
    };

    /// <summary>Aborts composing from any depth.</summary>
    public sealed class ExpansionException(Position at) : Exception
    {
        public Position At => at;
    }

    private sealed record Anchor(Node Node, int Size, int Height);
}
