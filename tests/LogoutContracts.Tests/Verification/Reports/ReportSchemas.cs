using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Schemas;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;
using LogoutContracts.Tests.Specs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.Verification.Reports;

/// <summary>JSON and SARIF reports are valid against their schemas.</summary>
public sealed class ReportSchemas
{
    private static readonly Lazy<JsonSchema> Own = new(
        () => Compile(File.ReadAllText(SourceTree.PathOf("tools", "LogoutContracts.Verification", "Reports", "report.schema.json")), ""));

    private static IEnumerable<TestCaseData> Hostile => HostileTexts.All;

    [Test]
    public void JSON_fits_its_schema()
    {
        foreach (var report in new[] { SampleReport.Whole, SampleReport.AllPassed, SampleReport.Empty })
            Own.Value.Validate(Json("json", report)).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Hostile))]
    public void JSON_fits_its_schema_whatever_a_target_answers(string text) =>
        Own.Value.Validate(Json("json", SampleReport.Of(text))).Should().BeEmpty();

    [Test]
    public void JSON_has_everything()
    {
        var json = Json("json", SampleReport.Whole);
        var step = json.GetProperty("sections")[0].GetProperty("cases")[1].GetProperty("steps")[1];
        step.GetProperty("response").GetString().Should().Be(SampleReport.Whole.Sections[0].Cases[1].Steps[1].Evidence.Response);
        step.GetProperty("comparisons").GetArrayLength().Should().Be(3);
        json.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("cases").EnumerateArray())
            .Select(each => each.GetProperty("rule").GetString())
            .Should().BeSubsetOf(json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
    }

    [Test]
    public void The_schema_of_the_JSON_is_no_rubber_stamp()
    {
        var text = ReportTexts.Written("json", SampleReport.Whole);
        (string Right, string Wrong)[] changes =
        [
            ("\"form\": 1", "\"form\": 2"),
            ("\"inconclusive\": 2", "\"inconclusive\": -2"),
            ("\"outcome\": \"failed\"", "\"outcome\": \"bad\""),
            ("\"problems\"", "\"errors\""),
        ];
        foreach (var (right, wrong) in changes)
            Own.Value.Validate(JsonElement.Parse(text.Replace(right, wrong, StringComparison.Ordinal))).Should().NotBeEmpty();
    }

    [Test]
    public void SARIF_fits_the_schema_of_SARIF()
    {
        var schema = OfSarif();
        foreach (var report in new[] { SampleReport.Whole, SampleReport.AllPassed, SampleReport.Empty })
            schema.Validate(Json("sarif", report)).Should().BeEmpty();
        schema.Validate(JsonElement.Parse(ReportTexts.Written("sarif", SampleReport.Whole)
            .Replace("\"startLine\": 377", "\"startLine\": 0", StringComparison.Ordinal))).Should().NotBeEmpty();
    }

    [TestCaseSource(nameof(Hostile))]
    public void SARIF_fits_the_schema_of_SARIF_whatever_a_target_answers(string text) =>
        OfSarif().Validate(Json("sarif", SampleReport.Of(text))).Should().BeEmpty();

    private static JsonElement Json(string form, Report report) => JsonElement.Parse(ReportTexts.Written(form, report));

    /// <summary>The official schema, from an npm package. It is draft 4, but all its keywords mean the same in 2020-12.</summary>
    private static JsonSchema OfSarif()
    {
        var schema = JsonNode.Parse(File.ReadAllText(
            IndependentReaders.PathOf("@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json")))!.AsObject();
        var definitions = schema["definitions"]!.DeepClone();
        schema.Remove("definitions");
        schema.Remove("id");
        return Compile(new JsonObject { ["log"] = schema.DeepClone(), ["definitions"] = definitions }.ToJsonString(), "/log");
    }

    private static JsonSchema Compile(string document, string pointer)
    {
        var problems = new DiagnosticList("schema.json");
        var node = (MapNode)YamlComposer.Compose(Encoding.UTF8.GetBytes(document), problems)!;
        var schema = SchemaCompiler.Compile(JsonPointer.Find(node, pointer)!, node, problems);
        problems.All.Should().BeEmpty();
        return schema!;
    }

    [TestCaseSource(typeof(HostileTexts), nameof(HostileTexts.All))]
    public void JSON_is_exact_and_has_nothing_hidden_in_it(string text)
    {
        var written = ReportTexts.Written("json", SampleReport.Of($"{text} ##[error]x"));
        written.EnumerateRunes().Where(VisibleText.IsHidden).Should().BeEmpty();
        written.Should().NotContain("##[");
        var actual = JsonElement.Parse(written).GetProperty("sections")[0]
            .GetProperty("cases")[0].GetProperty("steps")[0].GetProperty("request").GetString();
        actual.Should().Contain(ReportJson.WellFormed($"{text} ##[error]x"));
    }
}
