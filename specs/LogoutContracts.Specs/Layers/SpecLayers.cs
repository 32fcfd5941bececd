using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Layers.Bases;
using LogoutContracts.Specs.Layers.Presets;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers;

/// <summary>Builds one tree from an OpenAPI file, a contract overlay, if there is one, and further overlays.</summary>
internal static class SpecLayers
{
    /// <param name="layers">The files, and how each was found.</param>
    /// <returns>The tree; null if there are problems, which are added to <paramref name="problems"/>.</returns>
    public static MapNode? Compose(LayerFiles layers, List<Diagnostic> problems)
    {
        var tree = layers.Base is { } extended ? ContractOver(extended, layers, problems) : Own(layers, problems);
        foreach (var file in layers.Overlays)
        {
            var ofOverlay = new DiagnosticList(file.Name);
            var overlay = OverlayReader.Read(file, ofOverlay);
            if (overlay is not null && !SpecNames.AreSame(overlay.Extends, file.Name, layers.Spec.Name))
                ofOverlay.ExtendsOther(overlay.ExtendsAt, overlay.Extends, layers.Spec.Name);
            if (overlay is not null && tree is not null && !ofOverlay.Any)
                tree = OverlayApplication.Apply(layers.Spec.Name, tree, overlay, ofOverlay);

            // Later overlays may depend on this one, so they are only read.
            if (ofOverlay.Any)
                tree = null;
            problems.AddRange(ofOverlay.All);
        }

        return tree;
    }

    /// <summary>The OpenAPI file as it is; null if it cannot be read, which is reported.</summary>
    /// <param name="name">The name for the positions of nodes; null for the file that is being read.</param>
    public static MapNode? Read(TextFile openApi, string? name, DiagnosticList problems)
    {
        var root = JsonComposer.ComposeAny(openApi.Utf8.Span, problems, YamlProfile.OpenApi(name));
        if (root is not (null or MapNode))
            problems.NoMap(root.At, SpecDocument.Found(root), "the document");
        if (root is MapNode map && map.Find("swagger") is { } swagger)
            problems.Swagger2(swagger.At, $"'swagger: {(swagger.Value as ScalarNode)?.Text}'");
        return problems.Any ? null : root as MapNode;
    }

    private static MapNode? Own(LayerFiles files, List<Diagnostic> problems)
    {
        var ofSpec = new DiagnosticList(files.Spec.Name);
        var tree = Read(files.Spec, null, ofSpec);
        if (tree is not null && tree["overlay"] is not null && tree["openapi"] is null)
        {
            if (OverlayReader.Read(files.Spec, ofSpec) is { } overlay)
                ofSpec.NotReadBase(overlay.ExtendsAt, overlay.Extends);
            tree = null;
        }

        return Finished(tree, files.Spec, files, ofSpec, isOwn: true, problems);
    }

    private static MapNode? ContractOver(ReferencedFile extended, LayerFiles files, List<Diagnostic> problems)
    {
        var ofContract = new DiagnosticList(files.Spec.Name);
        var overlay = OverlayReader.Read(files.Spec, ofContract);
        if (extended.File is not { } file)
        {
            if (overlay is not null)
                ofContract.UnreadableBase(overlay.ExtendsAt, overlay.Extends, extended.Problem ?? "it was not read");
            problems.AddRange(ofContract.All);
            return null;
        }

        var ofBase = new DiagnosticList(file.Name);
        var tree = Read(file, file.Name, ofBase);
        problems.AddRange(ofBase.All);
        if (tree is not null && overlay is not null)
            tree = OverlayApplication.Apply(file.Name, tree, overlay, ofContract);
        return Finished(ofContract.Any ? null : tree, file, files, ofContract, isOwn: false, problems);
    }

    private static MapNode? Finished(
        MapNode? tree, TextFile openApi, LayerFiles files, DiagnosticList ofSpec, bool isOwn, List<Diagnostic> problems)
    {
        if (tree is not null)
        {
            var before = problems.Count;
            var preset = PresetExpansion.In(files.Spec.Name, tree, files.Preset, ofSpec, problems);
            tree = preset?.Expand(tree) ?? tree;
            var path = SpecNames.FileOf(openApi.Name);
            var sources = new SourceFiles(new(path, tree), files.References, problems);
            tree = BaseDocument.Of(sources, files.References.Count > 0, isOwn, item => preset?.PathItem(item) ?? item, ofSpec);
            if (problems.Count > before)
                tree = null;
        }

        problems.AddRange(ofSpec.All);
        return ofSpec.Any ? null : tree;
    }
}
