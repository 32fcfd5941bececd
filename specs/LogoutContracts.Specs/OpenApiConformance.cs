using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using JsonPointer = LogoutContracts.Specs.Json.JsonPointer;

namespace LogoutContracts.Specs;

/// <summary>
/// Has an independent reader, Microsoft.OpenApi, judge a spec as OpenAPI. Apart from <see cref="SpecReader"/>, because it costs as much as everything else together and a server
/// that only serves does not need it.
/// </summary>
public static partial class OpenApiConformance
{
    /// <returns>What that reader complains about; empty too where the text is not even YAML, as <see cref="SpecReader"/> reports that.</returns>
    public static ValueList<Diagnostic> Check(string file, ReadOnlySpan<byte> spec)
    {
        if (YamlComposer.Compose(spec, new DiagnosticList(file)) is not MapNode root)
            return [];
        var problems = new DiagnosticList(file);
        foreach (var error in Complaints(root, problems))
        {
            if (UnknownField().Match(error.Message) is { Success: true } unknown)
            {
                var field = unknown.Groups["field"].Value;
                problems.NoOpenApiField(JsonPointer.PositionOf(root, InDocument(root, $"{unknown.Groups["pointer"].Value}/{field}")), field);
                continue;
            }

            var pointer = InDocument(root, error.Pointer?.TrimStart('#') ?? "");
            problems.NoOpenApi(JsonPointer.PositionOf(root, pointer), error.Message, pointer);
        }

        return problems.All.OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column).ToValueList();
    }

    private static IEnumerable<OpenApiError> Complaints(MapNode root, DiagnosticList problems)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(root.ToJson()));
        try
        {
            var read = OpenApiModelFactory.Load(json, OpenApiConstants.Json, new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });
            return (read.Diagnostic?.Errors ?? []).Concat(read.Diagnostic?.Warnings ?? []);
        }
        catch (Exception e)
        {
            // A version or a schema that is none, and the like, is more than that reader can bear, in many ways. It does not say where.
            problems.OpenApiGaveUp(e.Message);
            return [];
        }
    }

    /// <summary>That reader's pointers may hold the keys of objects that it has left, too; without those they point into the document.</summary>
    private static string InDocument(MapNode root, string pointer)
    {
        var tokens = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var candidates = Enumerable.Range(0, tokens.Length).Select(skipped => string.Concat(tokens[skipped..].Select(token => $"/{token}"))).SelectMany(rest => new[] { rest, $"/paths{rest}" });
        return candidates.FirstOrDefault(candidate => JsonPointer.Find(root, candidate) is not null) ?? pointer;
    }

    [GeneratedRegex("^(?<field>.+) is not a valid property at #(?<pointer>/.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex UnknownField();
}
