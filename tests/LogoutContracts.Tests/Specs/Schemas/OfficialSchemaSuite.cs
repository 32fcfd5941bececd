using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Specs.Schemas;

/// <summary>
/// Runs the official JSON Schema test suite, draft 2020-12, against our validator. The suite comes from Debian's package
/// libtest-json-schema-acceptance-perl, or from a folder with its files, such as draft2020-12/type.json, in
/// LOGOUT_CONTRACTS_SCHEMA_SUITE. The snapshot lists the schemas that our reader refuses with a diagnostic.
/// </summary>
public sealed class OfficialSchemaSuite
{
    private const string FolderVariable = "LOGOUT_CONTRACTS_SCHEMA_SUITE";
    private const string Package = "libtest-json-schema-acceptance-perl";
    private const string OfPackage = "/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests";

    private const string Claims = $"{nameof(OfficialSchemaSuite)}.claims";

    /// <summary>Number of cases in the release of the suite for which the snapshot was made.</summary>
    private const int CasesInSnapshot = 1_788;

    // Files whose cases differ from our validator on purpose, with reasons.
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        ["format.json"] = "the suite treats formats as annotations; our validator checks them",
    };

    [Test]
    public void Every_case_of_a_schema_that_we_accept_comes_out_as_the_suite_says()
    {
        var claimed = Groups().Where(group => !Otherwise.ContainsKey(group.File) && group.Schema is not null).ToList();
        claimed.Sum(group => group.Cases.Count).Should().BeGreaterThan(1_000);
        claimed
            .SelectMany(group => group.Cases.Where(each => !Agrees(group.Schema!, each))
                .Select(each => $"{group.File}: {group.Description}: {each.Description}: should be {each.Valid}"))
            .Should().BeEmpty();
    }

    [Test]
    public void The_list_of_what_we_do_not_claim_is_there()
    {
        var folder = SourceTree.PathOf("tests", "LogoutContracts.Tests", "Specs", "Schemas", "Snapshots");
        File.Exists(Path.Combine(folder, $"{Claims}.verified.txt"))
            .Should().BeTrue("it cannot be written without the suite; restore it from git");
    }

    [Test]
    public async Task What_we_do_not_claim_is_listed()
    {
        var groups = Groups();
        if (groups.Sum(group => group.Cases.Count) is var cases && cases != CasesInSnapshot)
            Assert.Ignore($"This release of the suite has {cases} cases; the snapshot is for one with {CasesInSnapshot}.");
        var text = new StringBuilder();
        foreach (var file in groups.GroupBy(group => group.File, StringComparer.Ordinal))
        {
            var claimed = file.Where(group => group.Schema is not null && !Otherwise.ContainsKey(file.Key)).Sum(group => group.Cases.Count);
            text.Append(CultureInfo.InvariantCulture, $"{file.Key}: {claimed} of {file.Sum(group => group.Cases.Count)}");
            text.Append(Otherwise.TryGetValue(file.Key, out var reason) ? $" ({reason})\n" : "\n");
            foreach (var group in file.Where(group => group.Schema is null))
                text.Append(CultureInfo.InvariantCulture, $"  not claimed: {group.Description} ({group.Refusal})\n");
        }

        await Snapshot.Verify(text.ToString(), Claims);
    }

    private static bool Agrees(JsonSchema schema, Case each) =>
        schema.Validate(each.Instance).Count == 0 == each.Valid && schema.FirstFailedKeyword(each.Instance) is null == each.Valid;

    private static List<Group> Groups()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } variable ? variable : null;
        var folder = Path.Combine(named ?? OfPackage, "draft2020-12");
        if (!Directory.Exists(folder) && named is not null)
            Assert.Fail($"{FolderVariable} is set, and there is no {folder}.");
        if (!Directory.Exists(folder))
        {
            Assert.Ignore($"The official JSON Schema test suite is not installed: there is no {folder}. "
                + $"Install Debian's {Package}, or set {FolderVariable}.");
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
                .Select(file => (File: file, Name: Path.GetRelativePath(folder, file).Replace('\\', '/')))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .SelectMany(file => JsonElement.Parse(File.ReadAllBytes(file.File)).EnumerateArray()
                    .Select(group => GroupOf(file.Name, group))),
        ];
    }

    private static Group GroupOf(string file, JsonElement group)
    {
        var problems = new DiagnosticList(file);
        var schema = NodeOf(group.GetProperty("schema"));
        var compiled = JsonSchemaOf(schema, problems);
        var cases = group.GetProperty("tests").EnumerateArray().Select(each =>
            new Case(each.GetProperty("description").GetString()!, each.GetProperty("data"),
                each.GetProperty("valid").GetBoolean())).ToList();
        var refusal = string.Join(
            "; ", problems.All.Select(problem => $"{problem.Rule}: {problem.Found}").Distinct(StringComparer.Ordinal));
        return new(file, group.GetProperty("description").GetString()!, compiled, refusal, cases);
    }

    private static JsonSchema? JsonSchemaOf(Node schema, DiagnosticList problems) =>
        SchemaCompiler.Compile(schema, schema as MapNode ?? new(Position.Start, []), problems);

    private static Node NodeOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(Position.Start, json.EnumerateObject()
            .Select(property => new Entry(Position.Start, property.Name, NodeOf(property.Value))).ToValueList()),
        JsonValueKind.Array => new ListNode(Position.Start, json.EnumerateArray().Select(NodeOf).ToValueList()),
        JsonValueKind.String => new ScalarNode(Position.Start, json.GetString()!, ScalarKind.String),
        _ => new ScalarNode(Position.Start, json.GetRawText(), CoreSchema.KindOf(json.GetRawText())),
    };

    private sealed record Case(string Description, JsonElement Instance, bool Valid);

    /// <param name="Schema">Null if our reader refuses it.</param>
    private sealed record Group(string File, string Description, JsonSchema? Schema, string Refusal, IReadOnlyList<Case> Cases);
}
