using System.Text;
using LogoutContracts.Fuzz.Engine;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Fuzz.Readers;

/// <summary>Applying an overlay to a spec gives a value or diagnostics.</summary>
internal sealed class OverlayTarget() : FuzzTarget("overlay")
{
    private static readonly string Folder = SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs");

    private readonly TextFile spec = new("good.yaml", File.ReadAllBytes(Path.Combine(Folder, "good.yaml")));

    public override IReadOnlyList<byte[]> Samples { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.overlay.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "$", "$.paths", "$..*", "$.paths[*]", "$.paths['/me']", "$.info[?@.title == 'a']", "$[?length(@) > 1]", "remove: true",
            "update: {}", "{ $ref: '#/paths' }", "[[[]]]", "1.1.0",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public override Task<string?> TryAsync(byte[] input)
    {
        var files = new SpecFiles(spec, null) { Overlays = [new("mutated.overlay.yaml", input)] };
        return Task.FromResult(Diagnosed.Problem(SpecReader.Read(files)));
    }
}
