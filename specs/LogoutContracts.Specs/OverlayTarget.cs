using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs;

/// <summary>Finds the spec that an overlay extends.</summary>
public static class OverlayTarget
{
    /// <summary>Finds the spec among the given ones. Paths can be compared only by name, so several may match.</summary>
    /// <param name="extends">The overlay's <c>extends</c>.</param>
    /// <param name="overlay">The path of the overlay.</param>
    /// <param name="specs">The paths of the specs.</param>
    /// <returns>
    /// The index of the spec at that path, relative to the overlay. If there is none, the indexes of the specs whose paths end like it.
    /// </returns>
    public static ValueList<int> Among(string extends, string overlay, IReadOnlyList<string> specs)
    {
        var exact = specs.Index().Where(spec => SpecNames.IsExact(extends, overlay, spec.Item)).Select(spec => spec.Index).ToValueList();
        return exact.Count > 0
            ? exact
            : specs.Index().Where(spec => SpecNames.AreSame(extends, overlay, spec.Item)).Select(spec => spec.Index).ToValueList();
    }
}
