using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Layers;

/// <summary>A place in a spec.</summary>
/// <param name="At">The position of the key or item there; of the nearest one above if the spec has nothing there yet.</param>
/// <param name="IsInSchema">Whether it is within a JSON Schema.</param>
internal readonly record struct NodePlace(Position At, int Depth, bool IsInSchema)
{
    /// <param name="key">The key; '-' for the items of a list.</param>
    /// <param name="at">Its position; null if the spec has no such key.</param>
    public NodePlace Below(string key, Position? at = null) => new(at ?? At, Depth + 1, IsInSchema || key is "schema" or "schemas");
}
