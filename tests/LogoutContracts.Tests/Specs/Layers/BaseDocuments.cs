using System.Text;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Tests.Specs.Layers;

/// <summary>What becomes of OpenAPI files as products write them.</summary>
public sealed class BaseDocuments
{
    [TestCase("{ type: string, nullable: true }", """{"type":["string","null"]}""", TestName = "Null becomes a type")]
    [TestCase("{ type: string, nullable: false }", """{"type":"string"}""", TestName = "What is not nullable is as before")]
    [TestCase(
        "{ nullable: true, allOf: [{ type: object }] }", """{"anyOf":[{"allOf":[{"type":"object"}]},{"type":"null"}]}""",
        TestName = "A nullable combination is one of two")]
    [TestCase("{ nullable: true }", "{}", TestName = "Without a type, everything is allowed anyway")]
    [TestCase("{ minimum: 1, exclusiveMinimum: true }", """{"exclusiveMinimum":1}""", TestName = "A flag makes a limit exclusive")]
    [TestCase("{ maximum: 1, exclusiveMaximum: false }", """{"maximum":1}""", TestName = "A flag that is false disappears")]
    [TestCase("{ exclusiveMaximum: 5 }", """{"exclusiveMaximum":5}""", TestName = "What is 3.1 already stays")]
    [TestCase("{ type: string, example: a }", """{"type":"string","examples":["a"]}""", TestName = "An example becomes a list")]
    [TestCase("{ type: string, format: byte }", """{"type":"string","contentEncoding":"base64"}""", TestName = "Base64 is an encoding")]
    [TestCase(
        "{ type: string, format: binary }", """{"type":"string","contentMediaType":"application/octet-stream"}""",
        TestName = "Binary is a media type")]
    [TestCase(
        "{ properties: { example: { type: string, nullable: true }, nullable: { type: boolean } } }",
        """{"properties":{"example":{"type":["string","null"]},"nullable":{"type":"boolean"}}}""",
        TestName = "Properties may have the names of keywords")]
    [TestCase("{ default: { nullable: true, example: 1 } }", """{"default":{"nullable":true,"example":1}}""", TestName = "Data stays")]
    public void A_schema_of_3_0_becomes_one_of_3_1(string schema, string expected) =>
        At(Compose(Small(schema)), "/paths/~1me/get/responses/200/content/application~1json/schema").Should().Be(expected);

    [TestCase("- { url: 'https://a.example/api/v1/' }", "/api/v1/me", "https://a.example")]
    [TestCase("- { url: /api }", "/api/me", "/")]
    [TestCase("- { url: 'https://a.example' }\n  - { url: 'https://a.example/other' }", "/me", "https://a.example")]
    [TestCase(
        "- { url: 'https://{h}:8080/{v}/x', variables: { h: { default: a }, v: { default: v2 } } }", "/v2/x/me", "https://{h}:8080")]
    public void The_path_of_the_first_server_precedes_each_path(string servers, string path, string url)
    {
        var root = Compose(Small("{}").Replace("paths:", $"servers:\n  {servers}\npaths:", StringComparison.Ordinal));
        ((MapNode)root["paths"]!).Entries.Should().ContainSingle().Which.Key.Should().Be(path);
        At(root, "/servers/0/url").Should().Be($"\"{url}\"");
    }

    [Test]
    public void A_server_of_a_path_takes_precedence() => ((MapNode)Compose(Small("{}")
        .Replace("paths:", "servers: [{ url: /a }]\npaths:", StringComparison.Ordinal)
        .Replace("  /me:", "  /me:\n    servers: [{ url: /b }]", StringComparison.Ordinal))["paths"]!)
        .Entries.Should().ContainSingle().Which.Key.Should().Be("/b/me");

    [Test]
    public void Aliases_are_copies_and_merge_keys_fill_gaps()
    {
        var root = Compose("""
            openapi: 3.1.1
            one: &one { a: 1, b: [2] }
            two: { <<: *one, a: 3 }
            three: { <<: [{ c: 4 }, *one], b: *one }
            """);
        At(root, "/two").Should().Be("""{"a":3,"b":[2]}""");
        At(root, "/three").Should().Be("""{"b":{"a":1,"b":[2]},"c":4,"a":1}""");
        ((MapNode)root["two"]!)["b"].Should().NotBeSameAs(((MapNode)root["one"]!)["b"], "an overlay may change one of them");
    }

    [TestCase("{ \"a\": { \"b\": [1, \"é😀\", null, 1.50, true],\r\n  \"c\": {} } }", "c", 2, 3)]
    [TestCase("\uFEFF{\n\t\"a\": {\n\t\t\"b\": 0, \"é😀\": 0, \"c\": -0 } }", "c", 3, 21)]
    public void Json_gives_the_same_tree_as_yaml_with_positions(string json, string key, int line, int column)
    {
        var problems = new DiagnosticList("spec.json");
        var utf8 = Encoding.UTF8.GetBytes(json);
        var read = (MapNode)JsonComposer.ComposeAny(utf8, problems, YamlProfile.OpenApi())!;
        var asYaml = YamlComposer.Compose(Encoding.UTF8.GetBytes(json.Replace('\t', ' ')), problems)!;

        problems.All.Should().BeEmpty();
        read.ToJson().Should().Be(asYaml.ToJson());
        ((MapNode)read["a"]!).Find(key)!.At.Should().BeEquivalentTo(new { Line = line, Column = column });
    }

    [TestCase("{ a: 1 }", ExpectedResult = """{"a":1}""", TestName = "A flow mapping is YAML")]
    [TestCase("{ \"a\": 1, \"a\": 2 }", ExpectedResult = "duplicate-key", TestName = "A key is there twice")]
    [TestCase("{ \"a\": 1", ExpectedResult = "yaml-syntax", TestName = "It ends too early")]
    [TestCase("{ \"a\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ 1", ExpectedResult = "yaml-syntax")]
    public string What_looks_like_json_is_json_or_explained(string text)
    {
        var problems = new DiagnosticList("spec.json");
        var node = JsonComposer.ComposeAny(Encoding.UTF8.GetBytes(text), problems, YamlProfile.OpenApi());
        return node?.ToJson() ?? problems.All[0].Rule;
    }

    /// <summary>A document with one operation that belongs to a contract, and one that does not.</summary>
    private static string Small(string schema) => $$"""
        openapi: 3.0.3
        info: { title: Small, version: 1.0.0 }
        paths:
          /me:
            get:
              x-variants: {}
              responses: { '200': { description: Me, content: { application/json: { schema: {{schema}} } } } }
          /other: { get: { parameters: wrong } }
        """;

    private static MapNode Compose(string spec)
    {
        var problems = new List<Diagnostic>();
        var root = SpecTree.Of(new(new("spec.yaml", Encoding.UTF8.GetBytes(spec)), null), problems);
        problems.Should().BeEmpty();
        return root!;
    }

    private static string At(MapNode root, string pointer) =>
        LogoutContracts.Specs.Json.JsonPointer.Find(root, pointer)!.ToJson();
}
