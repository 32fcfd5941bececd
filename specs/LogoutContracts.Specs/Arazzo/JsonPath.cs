using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A JSONPath query (RFC 9535), including filters and the five standard functions.</summary>
/// <param name="IsAbsolute">Whether the query starts at the root ($); otherwise, in a filter, at the current node (@).</param>
public sealed record JsonPath(bool IsAbsolute, ValueList<PathSegment> Segments)
{
    /// <summary>Whether the query selects at most one node in any document.</summary>
    internal bool IsSingular =>
        Segments.All(segment => !segment.IsDescendant && segment.Selectors is [PathSelector.Name or PathSelector.Index]);

    /// <returns>The selected nodes, in document order.</returns>
    public IReadOnlyList<JsonElement> Select(JsonElement root) => Select(root, root);

    internal IReadOnlyList<JsonElement> Select(JsonElement root, JsonElement current)
    {
        IReadOnlyList<JsonElement> nodes = [IsAbsolute ? root : current];
        foreach (var segment in Segments)
        {
            var parents = nodes.SelectMany(node => segment.IsDescendant ? WithDescendants(node) : [node]);
            nodes = [.. parents.SelectMany(node => segment.Selectors.SelectMany(selector => selector.Select(root, node)))];
        }

        return nodes;
    }

    private static IEnumerable<JsonElement> WithDescendants(JsonElement node) =>
        Children(node).SelectMany(WithDescendants).Prepend(node);

    internal static IEnumerable<JsonElement> Children(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray(),
        JsonValueKind.Object => node.EnumerateObject().Select(property => property.Value),
        _ => [],
    };
}

/// <param name="IsDescendant">Whether the selectors also apply to the descendants of the node (..).</param>
public sealed record PathSegment(bool IsDescendant, ValueList<PathSelector> Selectors);

public abstract record PathSelector
{
    private PathSelector()
    {
    }

    public sealed record Name(string Key) : PathSelector;

    public sealed record Wildcard : PathSelector;

    /// <param name="Number">Counts from 0; negative numbers count from the end.</param>
    public sealed record Index(long Number) : PathSelector;

    public sealed record Slice(long? Start, long? End, long Step) : PathSelector;

    public sealed record Filter(PathTest Test) : PathSelector;

    internal IEnumerable<JsonElement> Select(JsonElement root, JsonElement node) => this switch
    {
        Name name => node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name.Key, out var value) ? [value] : [],
        Wildcard => JsonPath.Children(node),
        Index index => node.ValueKind == JsonValueKind.Array && FromEnd(index.Number, node.GetArrayLength()) is var at && at >= 0
            && at < node.GetArrayLength() ? [node[(int)at]] : [],
        Slice slice => node.ValueKind == JsonValueKind.Array ? ItemsOf(slice, node) : [],
        Filter filter => JsonPath.Children(node).Where(child => filter.Test.Holds(root, child)),
        _ => [],
    };

    private static long FromEnd(long number, int length) => number >= 0 ? number : length + number;

    private static IEnumerable<JsonElement> ItemsOf(Slice slice, JsonElement array)
    {
        var (length, step) = (array.GetArrayLength(), slice.Step);
        if (step > 0)
        {
            var end = Math.Clamp(FromEnd(slice.End ?? length, length), 0, length);
            for (var i = Math.Clamp(FromEnd(slice.Start ?? 0, length), 0, length); i < end; i += step)
                yield return array[(int)i];
        }
        else if (step < 0)
        {
            var end = slice.End is { } stated ? Math.Clamp(FromEnd(stated, length), -1, length - 1) : -1;
            for (var i = Math.Clamp(FromEnd(slice.Start ?? length - 1, length), -1, length - 1); i > end; i += step)
                yield return array[(int)i];
        }
    }
}
