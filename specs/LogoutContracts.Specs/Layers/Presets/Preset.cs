using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Presets;

/// <summary>A preset: what many contracts have in common.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Session">Fills gaps of <c>x-contract.session</c>; null if it has nothing there.</param>
/// <param name="Operations">Variants of operations that need a session, by name.</param>
/// <param name="Logins">Variants of operations that open one.</param>
/// <param name="Paths">Variants of paths.</param>
internal sealed record Preset(string Name, MapNode? Session, ValueList<Entry> Operations, ValueList<Entry> Logins, ValueList<Entry> Paths)
{
    private const string Folder = "presets/";
    private const string Extension = ".yaml";

    /// <summary>The names of the built-in presets.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
        .. typeof(Preset).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Extension.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a spec means a file, and not a built-in preset.</summary>
    public static bool IsFile(string use) =>
        use.EndsWith(Extension, StringComparison.Ordinal) || use.EndsWith(".yml", StringComparison.Ordinal);

    /// <summary>The text of a built-in preset; null if there is none of this name.</summary>
    public static TextFile? TextOf(string name)
    {
        using var stream = typeof(Preset).Assembly.GetManifestResourceStream($"{Folder}{name}{Extension}");
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new($"{Folder}{name}{Extension}", bytes);
    }

    /// <returns>Null if the preset is invalid, which is reported.</returns>
    public static Preset? Read(TextFile file, DiagnosticList problems)
    {
        var root = YamlComposer.Compose(file.Utf8.Span, problems);
        if (root is not (null or MapNode))
            problems.NoMap(root.At, SpecDocument.Found(root), "the preset");
        if (root is not MapNode map)
            return null;
        var document = new SpecDocument(file.Name, map, problems);
        var fields = new Fields(map, "the preset", document);
        var name = fields.Text("preset");
        var session = fields.OptionalMap("session")?.Map;
        var (operations, logins, paths) = (Variants("operations"), Variants("logins"), Variants("paths"));
        fields.RejectOthers();
        return name is null || problems.Any ? null : new(name, session, operations, logins, paths);

        ValueList<Entry> Variants(string field)
        {
            var variants = fields.OptionalMap(field)?.Map.Entries ?? [];
            foreach (var variant in variants)
            {
                if (document.FieldsOf(variant.Value, $"variant '{variant.Key}'") is { } each && each.Required("expect") is ScalarNode word
                    && !PresetUse.AnswerWords.Contains(word.Text, StringComparer.Ordinal))
                    problems.NotOneOf(word.At, word.Text, each.Name("expect"), [.. PresetUse.AnswerWords]);
            }

            return variants;
        }
    }
}
