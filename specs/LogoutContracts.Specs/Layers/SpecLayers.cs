using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers;

/// <summary>Builds one tree from a spec and its overlays.</summary>
internal static class SpecLayers
{
    /// <returns>The tree; null if there are problems, which are added to <paramref name="problems"/>.</returns>
    public static MapNode? Compose(TextFile spec, ValueList<TextFile> overlays, List<Diagnostic> problems)
    {
        var ofSpec = new DiagnosticList(spec.Name);
        var root = YamlComposer.Compose(spec.Utf8.Span, ofSpec);
        if (root is not (null or MapNode))
            ofSpec.NoMap(root.At, SpecDocument.Found(root), "the document");
        var tree = root as MapNode;
        problems.AddRange(ofSpec.All);
        foreach (var file in overlays)
        {
            var ofOverlay = new DiagnosticList(file.Name);
            var overlay = OverlayReader.Read(file, ofOverlay);
            if (overlay is not null && !SpecNames.AreSame(overlay.Extends, file.Name, spec.Name))
                ofOverlay.ExtendsOther(overlay.ExtendsAt, overlay.Extends, spec.Name);
            if (overlay is not null && tree is not null && !ofOverlay.Any)
                tree = OverlayApplication.Apply(spec.Name, tree, overlay, ofOverlay);

            // Later overlays may depend on this one, so they are only read.
            if (ofOverlay.Any)
                tree = null;
            problems.AddRange(ofOverlay.All);
        }

        return tree;
    }
}
