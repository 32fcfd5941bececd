using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A JSONPath query (RFC 9535), including filters and the five standard functions.</summary>
/// <param name="IsAbsolute">Whether the query starts at the root ($); otherwise, in a filter, at the current node (@).</param>
public sealed record JsonPath(bool IsAbsolute, ValueList<PathSegment> Segments)
{
    /// <summary>Whether the query selects at most one node in any document.</summary>
    public bool IsSingular =>
        Segments.All(segment => !segment.IsDescendant && segment.Selectors is [PathSelector.Name or PathSelector.Index]);

    /// <summary>Parses a query that starts at the root.</summary>
    /// <param name="problem">What was expected, and at which column; empty if the query is valid.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path, out string problem) =>
        JsonPathParser.TryParse(text, out path, out problem);

    /// <summary>Evaluates the query.</summary>
    /// <returns>The values of the selected nodes, in the order of RFC 9535. A node that is selected twice is listed twice.</returns>
    public IReadOnlyList<JsonElement> Select(JsonElement root) => Select(root, root);

    internal IReadOnlyList<JsonElement> Select(JsonElement root, JsonElement current) =>
        [.. Nodes(root, current).Select(node => node.Value)];

    /// <returns>The locations of the selected nodes, in the order of RFC 9535. A node that is selected twice is listed twice.</returns>
    internal IReadOnlyList<PathLocation> Locate(JsonElement root) => [.. Nodes(root, root).Select(node => node.At)];

    private IReadOnlyList<PathNode> Nodes(JsonElement root, JsonElement current)
    {
        IReadOnlyList<PathNode> nodes = [new(IsAbsolute ? root : current, PathLocation.Root)];
        foreach (var segment in Segments)
        {
            var parents = nodes.SelectMany(node => segment.IsDescendant ? WithDescendants(node) : [node]);
            nodes = [.. parents.SelectMany(node => segment.Selectors.SelectMany(selector => selector.Select(root, node)))];
        }

        return nodes;
    }

    private static IEnumerable<PathNode> WithDescendants(PathNode node) => node.Children.SelectMany(WithDescendants).Prepend(node);
}

/// <summary>A step of a JSONPath query: the selectors that apply to each node selected so far.</summary>
/// <param name="IsDescendant">Whether the selectors also apply to the descendants of the node (..).</param>
public sealed record PathSegment(bool IsDescendant, ValueList<PathSelector> Selectors);

/// <summary>Selects children of a node: one item between the brackets of a JSONPath segment.</summary>
public abstract record PathSelector
{
    private PathSelector()
    {
    }

    /// <summary>Selects a property by name; nothing if the node is not an object or does not have it.</summary>
    public sealed record Name(string Key) : PathSelector;

    /// <summary>Selects all properties or items (*).</summary>
    public sealed record Wildcard : PathSelector;

    /// <summary>Selects one item; nothing if the index is out of range.</summary>
    /// <param name="Number">Counts from 0; negative numbers count from the end.</param>
    public sealed record Index(long Number) : PathSelector;

    /// <summary>Selects a range of items, like Python's <c>[start:end:step]</c>; nothing if the step is 0.</summary>
    /// <param name="Start">The first item; null for the first in the direction of the step. Negative numbers count from the end.</param>
    /// <param name="End">The item to stop before; null to continue to the end. Negative numbers count from the end.</param>
    public sealed record Slice(long? Start, long? End, long Step) : PathSelector;

    /// <summary>Selects the children for which the test holds.</summary>
    public sealed record Filter(PathTest Test) : PathSelector;

    internal IEnumerable<PathNode> Select(JsonElement root, PathNode node) => this switch
    {
        Name name => node.Property(name.Key) is { } property ? [property] : [],
        Wildcard => node.Children,
        Index index => FromEnd(index.Number, node.Length) is var at && at >= 0 && at < node.Length ? [node.Item((int)at)] : [],
        Slice slice => ItemsOf(slice, node),
        Filter filter => node.Children.Where(child => filter.Test.Holds(root, child.Value)),
        _ => [],
    };

    private static long FromEnd(long number, int length) => number >= 0 ? number : length + number;

    private static IEnumerable<PathNode> ItemsOf(Slice slice, PathNode array)
    {
        var (length, step) = (array.Length, slice.Step);
        if (step > 0)
        {
            var end = Math.Clamp(FromEnd(slice.End ?? length, length), 0, length);
            for (var i = Math.Clamp(FromEnd(slice.Start ?? 0, length), 0, length); i < end; i += step)
                yield return array.Item((int)i);
        }
        else if (step < 0)
        {
            var end = slice.End is { } stated ? Math.Clamp(FromEnd(stated, length), -1, length - 1) : -1;
            for (var i = Math.Clamp(FromEnd(slice.Start ?? length - 1, length), -1, length - 1); i > end; i += step)
                yield return array.Item((int)i);
        }
    }
}
