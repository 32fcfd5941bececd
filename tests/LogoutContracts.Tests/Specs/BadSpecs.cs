using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Specs;

/// <summary>
/// Every file in the folder BadSpecs is broken in one way, which its first line names. New files are included automatically. A few
/// more specs, such as files that are too large, are made here.
/// </summary>
public sealed partial class BadSpecs
{
    private const string Arazzo = ".arazzo.yaml";
    private const string Overlay = ".overlay.yaml";
    private const string ContractOverlay = ".contract.overlay.yaml";
    private const string Base = ".base.yaml";

    private static readonly string Folder = SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs");
    private static readonly byte[] Good = File.ReadAllBytes(Path.Combine(Folder, "good.yaml"));

    private static readonly TextFile GoodSpec = new("good.yaml", Good);

    private static readonly (string Name, byte[] Spec)[] InMemory =
    [
        ("seventeen-megabytes.yaml", [.. Good, .. Enumerable.Repeat((byte)'#', 17_000_000)]),
        ("alias-bomb.yaml", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 9).Select(
            level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat(level == 1 ? "lol" : $"*a{level - 1}", 9))}]\n")))),
        ("deep-nesting.yaml", Encoding.UTF8.GetBytes($"a: {new string('[', 10_000)}{new string(']', 10_000)}\n")),
        (
            "deep-maps.yaml",
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_000).Select(depth => $"{new string(' ', depth)}a:\n")))),
        ("latin-1.yaml", Encoding.Latin1.GetBytes("openapi: 3.1.1\ninfo: { title: Détails d'une session }\n")),
        ("utf-16.yaml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("openapi: 3.1.1\n")]),
        ("half-a-character.yaml", [.. "# é €\ntitle: é "u8, 0xE2, 0x82]),
        ("nul.yaml", Encoding.UTF8.GetBytes("openapi: 3.1.1\ninfo: { title: A\0B }\n")),
    ];

    private static readonly string[] Projects = ["specs/LogoutContracts.Specs", "mocks/LogoutContracts.Mocks"];

    // Rules that no spec can break, with reasons.
    private static readonly Dictionary<string, string> Waived = new(StringComparer.Ordinal);

    public static IEnumerable<string> Cases => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!)
        .Where(name => !name.StartsWith("good.", StringComparison.Ordinal))
        .Concat(InMemory.Select(text => text.Name)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Cases))]
    public async Task All_that_is_wrong_is_reported(string name)
    {
        var diagnostics = Read(name);

        diagnostics.Should().NotBeEmpty();
        foreach (var diagnostic in diagnostics)
        {
            diagnostic.File.Should().Be($"BadSpecs/{name}");
            diagnostic.At.Line.Should().BePositive();
            diagnostic.At.Column.Should().BePositive();
            new[] { diagnostic.Rule, diagnostic.Found, diagnostic.Expected, diagnostic.Action }
                .Should().NotContain(text => string.IsNullOrWhiteSpace(text) || text.Contains('\n'));
        }

        await Snapshot.Verify(string.Join('\n', diagnostics), $"BadSpecs.{name[..^".yaml".Length]}");
    }

    [TestCaseSource(nameof(Cases))]
    public void A_position_is_in_the_file(string name)
    {
        var lines = Encoding.UTF8.GetString(SpecOf(name)).Split('\n');

        foreach (var at in Read(name).Select(diagnostic => diagnostic.At))
        {
            at.Line.Should().BeLessThanOrEqualTo(lines.Length);
            at.Column.Should().BeLessThanOrEqualTo(lines[at.Line - 1].Length + 1);
        }
    }

    [Test]
    public void The_good_spec_has_nothing_wrong_with_it()
    {
        Judge(new(GoodSpec, null)).Should().BeEmpty();
        Judge(new(GoodSpec, FileOf("good.arazzo.yaml"))).Should().BeEmpty();
        Judge(new(GoodSpec, null) { Overlays = [FileOf("good.overlay.yaml")] }).Should().BeEmpty();
        Judge(Over(FileOf("good.contract.overlay.yaml"), FileOf("good.base.yaml"))).Should().BeEmpty();
    }

    [Test]
    public void There_is_a_case_for_each_rule()
    {
        // The rules of WireMock's mappings and of settings have cases of their own.
        var rules = Projects
            .SelectMany(project => Directory.EnumerateFiles(SourceTree.PathOf(project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/LogoutContracts.Mocks/Mappings/", StringComparison.Ordinal)
                && !file.Contains("/LogoutContracts.Specs/Settings/", StringComparison.Ordinal))
            .SelectMany(file => RuleId().Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var broken = Cases.SelectMany(Read).Select(diagnostic => diagnostic.Rule).ToHashSet(StringComparer.Ordinal);

        rules.Count.Should().BeGreaterThan(50);
        broken.Should().BeSubsetOf(rules);
        rules.Except(broken, StringComparer.Ordinal).Should().BeEquivalentTo(
            Waived.Keys, "every rule without a case needs a waiver, and only those");
    }

    [Test]
    public void Problems_stand_in_the_order_of_the_file()
    {
        var positions = Read("several-problems.yaml").Select(diagnostic => (diagnostic.At.Line, diagnostic.At.Column)).ToList();

        positions.Should().HaveCountGreaterThan(5).And.BeInAscendingOrder();
    }

    private static IReadOnlyList<Diagnostic> Read(string name)
    {
        var file = new TextFile($"BadSpecs/{name}", SpecOf(name));
        if (name.EndsWith(Arazzo, StringComparison.Ordinal))
            return Judge(new(GoodSpec, file));
        if (name.EndsWith(ContractOverlay, StringComparison.Ordinal))
            return Judge(Over(file, OverlayReader.ExtendsIn(file) is "good.base.yaml" ? FileOf("good.base.yaml") : null));
        if (name.EndsWith(Base, StringComparison.Ordinal))
            return Judge(Over(FileOf("good.contract.overlay.yaml"), file));
        return Judge(name.EndsWith(Overlay, StringComparison.Ordinal) ? new(GoodSpec, null) { Overlays = [file] } : new(file, null));
    }

    private static SpecFiles Over(TextFile contract, TextFile? openApi) => new(contract, null)
    {
        Base = new("good.base.yaml", openApi, openApi is null ? "there is no such file" : null),
        References = [new("good.definitions.yaml", FileOf("good.definitions.yaml")), new("none.yaml", null, "there is no such file")],
    };

    private static IReadOnlyList<Diagnostic> Judge(SpecFiles files)
    {
        var reading = SpecReader.Read(files);
        var planning = reading.Value is { } contract ? MockPlanner.Plan(contract).Diagnostics : [];
        var warnings = reading.Value is { } valid ? SpecWarnings.Of(valid) : [];
        return [.. reading.Diagnostics, .. planning, .. OpenApiConformance.Check(files), .. warnings];
    }

    private static TextFile FileOf(string name) => new(name, File.ReadAllBytes(Path.Combine(Folder, name)));

    private static byte[] SpecOf(string name) =>
        Array.Find(InMemory, text => string.Equals(text.Name, name, StringComparison.Ordinal)).Spec
            ?? File.ReadAllBytes(Path.Combine(Folder, name));

    // In the code, the id of a rule precedes the position, or the file if the diagnostic is created directly.
    [GeneratedRegex("""
        "(?<id>[a-z0-9]+(-[a-z0-9]+)*)",\s*(at|found\.At|[\w.]+\.File \?\? [\w.]+\.File|Position\.Start|[\w.]+\.File),
        """, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex RuleId();
}
