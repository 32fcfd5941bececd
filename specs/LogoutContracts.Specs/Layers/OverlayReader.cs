using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers;

/// <summary>Reads OpenAPI Overlay 1.0 documents.</summary>
internal static class OverlayReader
{
    /// <summary>The <c>extends</c> of a contract overlay, however invalid the rest is.</summary>
    /// <returns>Null if the file is not an overlay; empty if the overlay does not say what it extends.</returns>
    public static string? ExtendsIn(TextFile file)
    {
        // OpenAPI files can be large, and few contain the word. Anchors are reported later.
        if (file.Utf8.Length > YamlProfile.Strict.MaxLength || file.Utf8.Span.IndexOf("overlay"u8) < 0
            || YamlComposer.Compose(file.Utf8.Span, new(file.Name), YamlProfile.OpenApi()) is not MapNode root || root["overlay"] is null)
            return null;
        return root["extends"] is ScalarNode { Kind: ScalarKind.String } extends && IsPath(extends.Text) ? extends.Text : "";
    }

    /// <returns>Null if the overlay is invalid, which is reported.</returns>
    public static Overlay? Read(TextFile file, DiagnosticList problems)
    {
        switch (YamlComposer.Compose(file.Utf8.Span, problems))
        {
            case MapNode root:
                return Read(new SpecDocument(file.Name, root, problems, takesExtensions: true));
            case { } other:
                problems.NoMap(other.At, SpecDocument.Found(other), "the overlay");
                return null;
            default:
                return null;
        }
    }

    private static Overlay? Read(SpecDocument document)
    {
        var root = new Fields(document.Root, "the overlay", document);
        if (root.Required("overlay") is { } version && version is not ScalarNode { Text: ['1', '.', '0', '.', ..] })
            document.Problems.NotOverlay10(version.At, SpecDocument.Found(version));
        ReadInfo(root.RequiredMap("info"));
        var extends = ExtendsOf(root, document);
        var items = root.RequiredList("actions");
        if (items.Count == 0 && root.Map["actions"] is ListNode none)
            document.Problems.NoActions(none.At);
        root.RejectOthers();
        var actions = items.Select(item => document.FieldsOf(item, "an action") is { } fields ? ActionOf(fields, document) : null).ToList();
        return document.Problems.Any || extends is null
            ? null : new(document.File, extends, root.PositionOf("extends"), actions.OfType<OverlayAction>().ToValueList());
    }

    private static void ReadInfo(Fields? info)
    {
        info?.Text("title");
        info?.Text("version");
        info?.OptionalText("description");
        info?.RejectOthers();
    }

    private static string? ExtendsOf(Fields root, SpecDocument document)
    {
        var extends = root.Text("extends");
        if (extends is not null && !IsPath(extends))
        {
            document.Problems.Malformed(
                root.PositionOf("extends"), extends, root.Name("extends"), "the file name of the spec, or a path relative to this file");
            return null;
        }

        return extends;
    }

    private static bool IsPath(string extends) => extends.Length > 0 && !extends.Contains("://", StringComparison.Ordinal);

    private static OverlayAction? ActionOf(Fields fields, SpecDocument document)
    {
        var query = fields.Text("target");
        fields.OptionalText("description");
        var (update, remove) = (fields.Optional("update"), fields.Flag("remove"));
        fields.RejectOthers();
        if (update is not null && remove)
            document.Problems.UpdateAndRemove(fields.PositionOf("update"));
        else if (update is null && !remove)
            document.Problems.Missing(fields.At, "update", "an action without 'remove: true'");
        if (query is null)
            return null;
        if (!JsonPathParser.TryParse(query, out var target, out var expected))
        {
            document.Problems.Malformed(fields.PositionOf("target"), query, fields.Name("target"), expected);
            return null;
        }

        return new(fields.PositionOf("target"), query, target, remove ? null : update);
    }
}
