using System.Text;
using LogoutContracts.Specs.Yaml;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using JsonPointer = LogoutContracts.Specs.Reading.JsonPointer;

namespace LogoutContracts.Specs;

/// <summary>
/// Has an independent reader, Microsoft.OpenApi, judge a spec as OpenAPI. Apart from <see cref="Reading.SpecReader"/>, because it costs as much as everything else together and a server
/// that only serves does not need it.
/// </summary>
public static class OpenApiConformance
{
    /// <returns>What that reader complains about; empty too where the text is not even YAML, as <see cref="Reading.SpecReader"/> reports that.</returns>
    public static ValueList<Diagnostic> Check(string file, ReadOnlySpan<byte> spec)
    {
        if (YamlComposer.Compose(spec, new DiagnosticList(file)) is not MapNode root)
            return [];
        var problems = new DiagnosticList(file);
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(root.ToJson()));
        var read = OpenApiModelFactory.Load(json, OpenApiConstants.Json, new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });
        foreach (var error in (read.Diagnostic?.Errors ?? []).Concat(read.Diagnostic?.Warnings ?? []))
        {
            var pointer = error.Pointer?.TrimStart('#') ?? "";
            problems.Add("openapi", JsonPointer.PositionOf(root, pointer), error.Message, "what OpenAPI 3.1 asks for", pointer.Length == 0 ? "look it up in the specification" : $"correct {pointer}");
        }

        return problems.All.ToValueList();
    }
}
