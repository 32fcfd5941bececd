using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using JsonPointer = LogoutContracts.Specs.Json.JsonPointer;

namespace LogoutContracts.Specs;

/// <summary>
/// Validates a spec with an independent OpenAPI reader, Microsoft.OpenApi. Separate from <see cref="SpecReader"/> because it takes
/// as long as all other checks together, and a mock server does not need it.
/// </summary>
public static partial class OpenApiConformance
{
    /// <summary>Validates a spec.</summary>
    /// <returns>
    /// The errors and warnings of Microsoft.OpenApi. Empty if the file is not valid YAML, which <see cref="SpecReader"/> reports.
    /// </returns>
    public static ValueList<Diagnostic> Check(string file, ReadOnlySpan<byte> spec) =>
        Check(new SpecFiles(new(file, spec.ToArray()), null));

    /// <summary>Validates a spec with its overlays.</summary>
    /// <returns>
    /// The errors and warnings of Microsoft.OpenApi. Empty if the files cannot be read or applied, which <see cref="SpecReader"/> reports.
    /// </returns>
    public static ValueList<Diagnostic> Check(SpecFiles files)
    {
        if (SpecTree.Of(files, []) is not { } root)
            return [];
        var problems = new DiagnosticList(files.Spec.Name);
        foreach (var error in ErrorsOf(root, problems))
        {
            if (UnknownField().Match(error.Message) is { Success: true } unknown)
            {
                var field = unknown.Groups["field"].Value;
                var path = InDocument(root, $"{unknown.Groups["pointer"].Value}/{field}");
                problems.NoOpenApiField(JsonPointer.PositionOf(root, path), field);
                continue;
            }

            var pointer = InDocument(root, error.Pointer?.TrimStart('#') ?? "");
            problems.NoOpenApi(JsonPointer.PositionOf(root, pointer), error.Message, pointer);
        }

        return problems.All.OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column).ToValueList();
    }

    private static IEnumerable<OpenApiError> ErrorsOf(MapNode root, DiagnosticList problems)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(root.ToJson()));
        try
        {
            var settings = new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() };
            var read = OpenApiModelFactory.Load(json, OpenApiConstants.Json, settings);
            return (read.Diagnostic?.Errors ?? []).Concat(read.Diagnostic?.Warnings ?? []);
        }
        catch (Exception e)
        {
            // Microsoft.OpenApi throws several exception types for invalid versions and schemas, without a location.
            problems.OpenApiGaveUp(e.Message);
            return [];
        }
    }

    /// <summary>
    /// Microsoft.OpenApi's pointers may start with keys of objects that it has already left. Skips such keys until the rest points into the
    /// document.
    /// </summary>
    private static string InDocument(MapNode root, string pointer)
    {
        var tokens = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var candidates = Enumerable.Range(0, tokens.Length)
            .Select(skipped => string.Concat(tokens[skipped..].Select(token => $"/{token}")))
            .SelectMany(rest => new[] { rest, $"/paths{rest}" });
        return candidates.FirstOrDefault(candidate => JsonPointer.Find(root, candidate) is not null) ?? pointer;
    }

    [GeneratedRegex(
        "^(?<field>.+) is not a valid property at #(?<pointer>/.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex UnknownField();
}
