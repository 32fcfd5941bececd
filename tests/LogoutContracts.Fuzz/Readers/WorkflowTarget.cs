using System.Text;
using LogoutContracts.Fuzz.Engine;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Fuzz.Readers;

/// <summary>Reading workflows gives a value or diagnostics, with and without their contract.</summary>
internal sealed class WorkflowTarget() : FuzzTarget("workflows")
{
    private static readonly string Folder = SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs");

    private readonly byte[] spec = File.ReadAllBytes(Path.Combine(Folder, "good.yaml"));

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.arazzo.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        .. SpecCatalog.BuiltInFiles().Select(files => files.Workflows?.Utf8.ToArray()).OfType<byte[]>(),
    ];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "$statusCode == 200", "$response.body#/a", "$steps.a.outputs.b", "$inputs.", "$.a[?(@.b == 1)]", "$response.header.", "&& || !",
            "((((", "type: jsonpath", "type: regex", "type: xpath", "goto", "retry", "1e999",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public override Task<string?> TryAsync(byte[] input)
    {
        var workflows = new TextFile("mutated.arazzo.yaml", input);
        SpecReader.Check(workflows);
        SpecReader.SourceOf(workflows);
        return Task.FromResult(Diagnosed.Problem(SpecReader.Read("good.yaml", spec, workflows)));
    }
}
