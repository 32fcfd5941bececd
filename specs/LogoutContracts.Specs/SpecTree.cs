using System.Runtime.CompilerServices;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>The one tree that all layers of a spec result in.</summary>
internal static class SpecTree
{
    // Several readers need the tree, and parsing a large OpenAPI file takes longer than all else.
    private static readonly ConditionalWeakTable<SpecFiles, Composition> Compositions = [];

    /// <returns>The tree; null if there are problems, which are added to <paramref name="problems"/>.</returns>
    public static MapNode? Of(SpecFiles files, List<Diagnostic> problems)
    {
        var composition = Compositions.GetValue(files, Compose);
        problems.AddRange(composition.Problems);
        return composition.Tree;
    }

    private static Composition Compose(SpecFiles files)
    {
        var problems = new List<Diagnostic>();
        var tree = SpecLayers.Compose(new(files.Spec, files.Base, files.References, files.Preset, files.Overlays), problems);
        return new(tree, problems.ToValueList());
    }

    private sealed record Composition(MapNode? Tree, ValueList<Diagnostic> Problems);
}
