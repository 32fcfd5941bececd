using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>An OpenAPI file, or a file that it refers to.</summary>
/// <param name="Path">The path from the folder of the OpenAPI file.</param>
internal sealed record SourceFile(string Path, MapNode Root);

/// <summary>The OpenAPI file and the files that it refers to, which are parsed when they are needed.</summary>
internal sealed class SourceFiles(SourceFile main, ValueList<ReferencedFile> references, List<Diagnostic> problems)
{
    private readonly Dictionary<string, SourceFile?> parsed = new(StringComparer.Ordinal) { [main.Path] = main };

    public SourceFile Main => main;

    /// <summary>The file at a path from the folder of the OpenAPI file.</summary>
    /// <param name="reason">Why it cannot be used; empty if its problems are reported.</param>
    /// <returns>Null if it cannot be used.</returns>
    public SourceFile? Find(string path, out string reason)
    {
        reason = "";
        if (parsed.TryGetValue(path, out var known))
            return known;
        var reference = references.FirstOrDefault(reference => string.Equals(reference.Path, path, StringComparison.Ordinal));
        if (reference?.File is not { } file)
        {
            reason = reference?.Problem ?? "it was not read";
            return null;
        }

        return parsed[path] = Parse(path, file);
    }

    private SourceFile? Parse(string path, TextFile file)
    {
        var ofFile = new DiagnosticList(file.Name);
        var root = JsonComposer.ComposeAny(file.Utf8.Span, ofFile, YamlProfile.OpenApi(file.Name));
        if (root is not (null or MapNode))
            ofFile.NoMap(root.At, SpecDocument.Found(root), "a file that the OpenAPI file refers to");
        problems.AddRange(ofFile.All);
        return root is MapNode map && !ofFile.Any ? new(path, map) : null;
    }
}
