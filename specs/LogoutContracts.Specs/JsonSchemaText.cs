using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Schemas;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>Compiles JSON Schemas that are not part of a spec.</summary>
public static class JsonSchemaText
{
    /// <summary>Compiles a JSON Schema (2020-12).</summary>
    /// <param name="json">The schema, in UTF-8. References must stay within it.</param>
    /// <param name="file">Names the schema in diagnostics.</param>
    public static Parsed<JsonSchema> Compile(ReadOnlySpan<byte> json, string file)
    {
        var problems = new DiagnosticList(file);
        var root = YamlComposer.Compose(json, problems);
        if (root is null)
            return Parsed<JsonSchema>.Failed(problems.All);
        var document = root as MapNode ?? new MapNode(root.At, []);
        return SchemaCompiler.Compile(root, document, problems) is { } schema
            ? Parsed<JsonSchema>.Of(schema) : Parsed<JsonSchema>.Failed(problems.All);
    }
}
