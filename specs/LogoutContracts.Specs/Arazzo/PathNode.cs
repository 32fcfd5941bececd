using System.Globalization;
using System.Text.Json;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A value in a document, and where it is.</summary>
internal readonly record struct PathNode(JsonElement Value, PathLocation At)
{
    /// <summary>The number of items; 0 if the value is not an array.</summary>
    public int Length => Value.ValueKind == JsonValueKind.Array ? Value.GetArrayLength() : 0;

    public IEnumerable<PathNode> Children
    {
        get
        {
            var at = At;
            return Value.ValueKind switch
            {
                JsonValueKind.Array => Value.EnumerateArray().Select((item, index) => new PathNode(item, at.Item(index))),
                JsonValueKind.Object => Value.EnumerateObject().Select(property => new PathNode(property.Value, new(at, property.Name))),
                _ => [],
            };
        }
    }

    /// <returns>Null if the value is not an object, or has no such property.</returns>
    public PathNode? Property(string name) => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var value)
        ? new PathNode(value, new(At, name)) : null;

    public PathNode Item(int index) => new(Value[index], At.Item(index));
}

/// <summary>The location of a node in a document.</summary>
/// <param name="Parent">Null for the root.</param>
/// <param name="Key">The name of the property, or the index of the item.</param>
internal sealed record PathLocation(PathLocation? Parent, string Key)
{
    public static PathLocation Root { get; } = new(null, "");

    /// <summary>The keys that lead from the root to the node.</summary>
    public IEnumerable<string> Keys => Parent is null ? [] : Parent.Keys.Append(Key);

    public PathLocation Item(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));
}
