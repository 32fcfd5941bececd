using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>Reads the inputs of a workflow: a JSON Schema, and the default values of its properties.</summary>
internal static class InputsReader
{
    public static WorkflowInputs Read(SpecDocument document, Node? schema)
    {
        if (schema is null)
            return WorkflowInputs.None;
        var compiled = SchemaCompiler.Compile(schema, document.Root, document.Problems);
        var properties = compiled is null ? null : (document.Resolve(schema) as MapNode)?["properties"] as MapNode;
        return new(compiled, (properties?.Entries ?? []).Select(entry => InputOf(document, entry)).ToValueList());
    }

    private static WorkflowInput InputOf(SpecDocument document, Entry entry)
    {
        var map = document.Resolve(entry.Value) as MapNode;
        return new(
            entry.Key, map?["default"]?.ToJson(), WorkflowNames.TextOf(map?["type"]) is "string",
            WorkflowNames.TextOf(map?["format"]) is "password" || WorkflowNames.TextOf(map?["writeOnly"]) is "true");
    }
}
