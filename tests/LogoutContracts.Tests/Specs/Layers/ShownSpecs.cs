using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Specs.Layers;

/// <summary>Writing a spec with its overlays as one file does not change the contract.</summary>
public sealed class ShownSpecs
{
    private static readonly string[] Texts =
    [
        "", " ", "a", "no", "Yes", "on", "y", "null", "~", "true", "1", "0x1F", "1e3", "1_000", "2026-11-28", "12:30:45", "3.1.1",
        ".inf", "-", "- a", "? a", "a: b", "a:", ":a", "a #b", "a#b", "#a",
        "'", "''", "it's", "\"", "\\", "a\\b", "[a]", "{a}", "a, b", "a]", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
        " a", "a ", "\ta", "a\tb", "a\nb", "a\nb\n", "a\n\nb", "a\n\n", "\na", " a\nb",
        "a \nb", "a\r\nb", "a\u0085b", "a\u2028b", "\uFEFFa", "é", "€ 5", "😀", "---", "...", "--- a",
        "a\n---\nb", "<<", "=", "$ref", "{caller.authToken}", "x\n# no comment",
    ];

    private static readonly bool[] WithAndWithoutOrigin = [true, false];

    public static IEnumerable<TestCaseData> Specs => SpecCatalog.BuiltInFiles()
        .SelectMany(files => new[] { files, files with { Overlays = [General(files)] } })
        .Append(WithLearned(SpecCatalog.BuiltInFiles().Single(files => files.Spec.Name is "specs/rocketchat/openapi.yaml")))
        .Append(Named(SourceTree.PathOf("tests", "LogoutContracts.Sample", "specs", "tickets")))
        .Append(OverVendor())
        .SelectMany(files => WithAndWithoutOrigin.Select(origin => new TestCaseData(files, origin).SetArgDisplayNames(
            files.Spec.Name, string.Join(' ', files.Overlays.Select(overlay => overlay.Name)), $"{origin}")));

    [TestCaseSource(nameof(Specs))]
    public void It_is_the_same_contract_with_the_same_stubs(SpecFiles files, bool withOrigin)
    {
        var written = Encoding.UTF8.GetBytes(SpecWriter.Write(files, withOrigin).Require());
        var shown = new SpecFiles(new(files.Spec.Name, written), files.Workflows);
        var (before, after) = (PlanOf(files), PlanOf(shown));

        Tree(shown).ToJson().Should().Be(Tree(files).ToJson());
        Variants(after).Should().Equal(Variants(before));
        GeneratedFiles.Of(after).Should().Equal(GeneratedFiles.Of(before));
        OpenApiConformance.Check(shown).Should().BeEmpty();
        if (!withOrigin)
        {
            SpecWriter.Write(shown).Require().Should()
                .Be(Encoding.UTF8.GetString(shown.Spec.Utf8.Span), "writing it again should not change it");
        }
    }

    [Test]
    public void Every_line_of_an_origin_is_right()
    {
        var files = WithLearned(SpecCatalog.BuiltInFiles().Single(files => files.Spec.Name is "specs/rocketchat/openapi.yaml"));
        var sources = files.Overlays.Append(files.Spec).ToDictionary(
            file => file.Name, file => Encoding.UTF8.GetString(file.Utf8.Span).Split('\n'), StringComparer.Ordinal);
        var lines = SpecWriter.Write(files, withOrigin: true).Require().Split('\n')
            .Where(line => line.Contains("  # ", StringComparison.Ordinal)).ToList();

        lines.Count.Should().BeGreaterThan(1000);
        foreach (var line in lines)
        {
            var comment = line.LastIndexOf("  # ", StringComparison.Ordinal);
            var (text, origin) = (line[..comment].Trim(), line[(comment + 4)..]);
            var colon = origin.LastIndexOf(':');
            var number = int.Parse(origin[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            var source = sources[origin[..colon]][number - 1];
            source.Should().Contain(text.TrimStart('-', ' ').Split(':')[0].Trim('\'', '{', ' '), "{0} should come from this line", text);
        }

        lines.Should().Contain(line => line.Contains("learned.overlay.yaml:21", StringComparison.Ordinal));
    }

    [TestCaseSource(nameof(Texts))]
    public void A_string_is_written_so_that_it_is_read_as_itself(string text) =>
        Read(NodeYaml.Write(TreeWith(text))).Should().Be(TreeWith(text).ToJson());

    [Test]
    public void Any_printable_string_is_written_so_that_it_is_read_as_itself() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Filter(text => text.Get.IsNormalizable()),
        text => string.Equals(Read(NodeYaml.Write(TreeWith(text.Get))), TreeWith(text.Get).ToJson(), StringComparison.Ordinal))
        .QuickCheckThrowOnFailure();

    private static SpecFiles Named(string path) => SpecCatalog.Load(path).Single().Renamed(name => Path.GetFileName(name));

    /// <summary>A contract overlay over a vendor's file of OpenAPI 3.0.</summary>
    private static SpecFiles OverVendor()
    {
        var folder = SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs");
        return SpecCatalog.Load(Path.Combine(folder, "good.contract.overlay.yaml")).Single().Renamed(name => Path.GetFileName(name));
    }

    private static MapNode TreeWith(string text)
    {
        // Positions on one line are written on one line.
        Node Scalar(int line) => new ScalarNode(new(line, 1), text, ScalarKind.String);
        var key = text.Length is 0 or > 100 ? "key" : text;
        var inList = new MapNode(new(4, 1), [new(new(4, 1), key, Scalar(5)), new(new(5, 1), $"{key}2", Scalar(5))]);
        var flowList = new ListNode(new(6, 1), [Scalar(6), Scalar(6)]);
        return new(new(1, 1),
        [
            new(new(1, 1), "block", Scalar(1)),
            new(new(2, 1), "list", new ListNode(new(3, 1), [Scalar(3), inList])),
            new(new(6, 1), "flow", new MapNode(new(6, 1), [new(new(6, 1), key, Scalar(6)), new(new(6, 1), $"{key}2", flowList)])),
        ]);
    }

    private static string Read(string yaml)
    {
        var problems = new DiagnosticList("written.yaml");
        var root = YamlComposer.Compose(Encoding.UTF8.GetBytes(yaml), problems);
        problems.All.Should().BeEmpty(yaml);
        return root!.ToJson();
    }

    private static MapNode Tree(SpecFiles files) => SpecTree.Of(files, [])!;

    private static MockPlan PlanOf(SpecFiles files) => MockPlanner.Plan(SpecReader.Read(files).Require()).Require();

    /// <summary>All variants as <c>list --format json</c> prints them, without their places.</summary>
    private static IEnumerable<string> Variants(MockPlan plan) => plan.Variants.Select(variant =>
    {
        using var buffer = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(buffer))
            VariantJson.Write(json, plan, variant, "http://127.0.0.1", CurlFiles.Here);
        var written = JsonNode.Parse(buffer.ToArray())!.AsObject();
        written.Remove("file");
        written.Remove("line");
        return written.ToJsonString();
    });

    private static SpecFiles WithLearned(SpecFiles files)
    {
        var path = SourceTree.PathOf("tests", "LogoutContracts.Tests", "Samples", "overlays", "learned.overlay.yaml");
        return files with { Overlays = [new("learned.overlay.yaml", File.ReadAllBytes(path))] };
    }

    /// <summary>An overlay for any of our contracts.</summary>
    private static TextFile General(SpecFiles files) => new("general.overlay.yaml", Encoding.UTF8.GetBytes($$"""
        overlay: 1.0.0
        info: { title: Anything, version: 1.0.0 }
        extends: {{files.Spec.Name}}
        actions:
          - target: $.paths.*.*['x-variants'].*
            update: { summary: 'It''s: "another" # one' }
          - target: $.info
            update:
              description: |
                Two lines

                  and an indented one.
        """));
}

file static class Strings
{
    /// <summary>Whether a string can be UTF-8 in YAML: no lone surrogates, and none of the characters that YAML forbids.</summary>
    public static bool IsNormalizable(this string text) =>
        string.Equals(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), text, StringComparison.Ordinal)
        && !text.Contains('\uFFFE') && !text.Contains('\uFFFF');
}
