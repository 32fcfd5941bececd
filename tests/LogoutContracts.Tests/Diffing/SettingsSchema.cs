using System.Text;
using System.Text.Json;
using LogoutContracts.Cli.Options;
using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Settings;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Diffing;

/// <summary>The JSON Schema of <c>.logout-contracts.yaml</c> says what its reader accepts.</summary>
public sealed class SettingsSchema
{
    private static readonly string Path = SourceTree.PathOf("specs", "settings.schema.json");

    [Test]
    public void It_lists_the_rules_whose_level_can_be_set() => Property("rules").GetProperty("propertyNames").GetProperty("enum")
        .EnumerateArray().Select(rule => rule.GetString()).Should()
        .BeEquivalentTo(DiffRules.All.Where(rule => rule.Audience != Audience.Logout).Select(rule => rule.Id));

    [Test]
    public void It_lists_the_levels() => Property("rules").GetProperty("additionalProperties").GetProperty("enum")
        .EnumerateArray().Select(level => level.GetString()).Should().Equal(SettingsFile.LevelNames);

    [TestCase("rules: { status-changed: note }\nwaivers: [{ id: session-survives-0123456789, reason: why, expires: 2026-12-31 }]", true)]
    [TestCase("rules:\nwaivers:", true)]
    [TestCase("rules: { session-survives: note }", false)]
    [TestCase("rules: { status-changed: off }", false)]
    [TestCase("waivers: [{ id: status-changed-0123456789, reason: ' ', expires: 2026-12-31 }]", false)]
    [TestCase("waivers: [{ id: status-changed-0123456789, reason: why, expires: soon }]", false)]
    [TestCase("waivers: [{ id: status changed, reason: why, expires: 2026-12-31 }]", false)]
    [TestCase("waivers: [{ id: status-changed-0123456789, expires: 2026-12-31 }]", false)]
    [TestCase("waiver: []", false)]
    public void It_agrees_with_the_reader(string yaml, bool isValid)
    {
        var file = Encoding.UTF8.GetBytes(yaml);
        (SettingsOption.Read(new("settings.yaml", file)).Value is not null).Should().Be(isValid);
        var values = SpecReader.ReadValues(new("settings.yaml", file)).Require();
        var json = $"{{{string.Join(',', values.Select(value => $"{JsonSerializer.Serialize(value.Key)}:{value.Value}"))}}}";
        var schema = JsonSchemaText.Compile(File.ReadAllBytes(Path), Path).Require();
        (schema.Validate(JsonElement.Parse(json)).Count > 0).Should().Be(!isValid);
    }

    private static JsonElement Property(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path)).RootElement.GetProperty("properties").GetProperty(name);
}
