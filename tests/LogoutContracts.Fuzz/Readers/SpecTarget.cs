using System.Text;
using LogoutContracts.Fuzz.Engine;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Fuzz.Readers;

/// <summary>Reading and planning a spec gives a value or diagnostics.</summary>
internal sealed class SpecTarget() : FuzzTarget("spec")
{
    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        File.ReadAllBytes(SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs", "good.yaml")),
        .. SpecCatalog.BuiltInFiles().Select(files => files.Spec.Utf8.ToArray()),
    ];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "~", "7", "0x7fffffffffffffff", ".nan", "''", "[]", "{}", "[[]]", "other", "caller", "active", "partial", "POST", "200",
            "$request.body#/a", "{opened.token}", "{target.token}", "'#/paths'", "{ $ref: '#/paths' }", "{ $ref: '#/components' }",
            "{ $ref: '#/paths/~1me' }", "{ $ref: '#/components/schemas/Token' }", "{ $ref: '#/' }", "\"\\uD800\"", "\"\\0\"",
            "{ caller: [active, ended] }", "{ matches: '(a*)*b' }", "{ allOf: [{ $ref: '#/components/schemas/Token' }] }",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public override Task<string?> TryAsync(byte[] input)
    {
        var reading = SpecReader.Read("mutated.yaml", input);
        var planning = reading.Value is { } contract ? MockPlanner.Plan(contract) : null;
        OpenApiConformance.Check("mutated.yaml", input);
        return Task.FromResult(Diagnosed.Problem(reading) ?? (planning is null ? null : Diagnosed.Problem(planning)));
    }
}
