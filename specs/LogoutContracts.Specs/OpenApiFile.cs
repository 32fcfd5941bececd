using System.Text.Json;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>Reads OpenAPI files that need not be contracts.</summary>
public static class OpenApiFile
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>The content as JSON, as it is: references are not followed, and nothing is validated.</summary>
    /// <returns>The root, which is a map with <c>paths</c>; or the problems of the file.</returns>
    public static Parsed<OpenApiContent> Read(TextFile file)
    {
        var problems = new DiagnosticList(file.Name);
        var document = SpecLayers.Read(file, null, problems);
        if (document is not null && document["paths"] is not MapNode)
            problems.Missing(document.At, "paths", "the document");
        if (document is null || problems.Any)
            return Parsed<OpenApiContent>.Failed(problems.All);
        using var json = JsonDocument.Parse(document.ToJson(), Deep);
        return Parsed<OpenApiContent>.Of(new(json.RootElement.Clone(), document["x-contract"] is not null));
    }
}

/// <param name="Root">A map.</param>
/// <param name="IsContract">Whether the file is a spec: it has <c>x-contract</c>.</param>
public sealed record OpenApiContent(JsonElement Root, bool IsContract);
