using System.Reflection;
using System.Text;
using System.Text.Json;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Schemas;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Specs.Yaml;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Specs;

/// <summary>Compares the JSON Schema for editors with what the spec readers accept.</summary>
public sealed class ContractSchema
{
    // Every closed object has an unknown field. For each, the reader's diagnostic lists the fields that it knows there.
    private const string UnknownFields = """
        openapi: 3.1.1
        info: { title: All fields, version: '1' }
        x-contract:
          id: all
          port: 9199
          document: { title: A page, url: 'https://example.com', retrieved: 2026-11-20, sha256: '', unknown: 1 }
          releases: { default: '1', known: ['1'], unknown: 1 }
          headers: { X-A: { value: a, basis: assumption, unknown: 1 } }
          users: { ada: { password: secret, unknown: 1 } }
          clients: { app: { secret: secret, unknown: 1 } }
          rateLimits:
            api: { calls: 1, window: PT1M, unknown: 1 }
          session:
            credentials:
              token: { format: '[0-9a-f]{32}', carriers: ['header X-Token: {token}'], unknown: 1 }
              signed: { format: { jwt: { keys: probe, claims: {}, unknown: 1 }, unknown: 1 }, lifetime: PT5M }
            id:
              sessionId: { format: '[0-9a-f]{32}', unknown: 1 }
            probe: { operation: probe, live: live, dead: live, unknown: 1 }
            unknown: 1
          unknown: 1
        paths:
          /probe:
            get:
              operationId: probe
              x-session: { unknown: 1 }
              x-send: { unknown: 1 }
              responses:
                '200':
                  description: It lives
                  content: { application/json: { examples: { list: { value: [], x-sessions: { unknown: 1 } } } } }
              x-variants:
                live:
                  summary: It lives.
                  given: { unknown: 1 }
                  match:
                    headers: { A: { matches: a, unknown: 1 } }
                    pair: { header: A, cookie: a, is: missing, unknown: 1 }
                    body: { unknown: 1 }
                    unknown: 1
                  send: { unknown: 1 }
                  expect: { status: 200, unknown: 1 }
                  then: { unknown: 1 }
                  basis: { unknown: 1 }
                  unknown: 1
        """;

    // The closed objects, and their definitions in the schema.
    private static readonly (string Place, string Definition)[] Closed =
    [
        ("/x-contract", "contract"),
        ("/x-contract/document", "document"),
        ("/x-contract/releases", "releases"),
        ("/x-contract/headers/X-A", "commonHeader"),
        ("/x-contract/users/ada", "user"),
        ("/x-contract/clients/app", "client"),
        ("/x-contract/rateLimits/api", "rateLimit"),
        ("/x-contract/session", "session"),
        ("/x-contract/session/credentials/token", "credential"),
        ("/x-contract/session/credentials/signed/format", "tokenFormat"),
        ("/x-contract/session/credentials/signed/format/jwt", "jwt"),
        ("/x-contract/session/id/sessionId", "namedFormat"),
        ("/x-contract/session/probe", "probe"),
        ("/paths/~1probe/get/x-session", "sessionUse"),
        ("/paths/~1probe/get/x-send", "request"),
        ("/paths/~1probe/get/responses/200/content/application~1json/examples/list/x-sessions", "sessionList"),
        ("/paths/~1probe/get/x-variants/live", "variant"),
        ("/paths/~1probe/get/x-variants/live/given", "given"),
        ("/paths/~1probe/get/x-variants/live/match", "match"),
        ("/paths/~1probe/get/x-variants/live/match/headers/A", "regex"),
        ("/paths/~1probe/get/x-variants/live/match/pair", "pair"),
        ("/paths/~1probe/get/x-variants/live/match/body", "bodyRule"),
        ("/paths/~1probe/get/x-variants/live/send", "request"),
        ("/paths/~1probe/get/x-variants/live/expect", "expect"),
        ("/paths/~1probe/get/x-variants/live/then", "then"),
        ("/paths/~1probe/get/x-variants/live/basis", "basisParts"),
    ];

    private static readonly (string Words, string Pointer)[] Choices =
    [
        ("AnswerReader.Bodies", "/expect/properties/body/enum"),
        ("AnswerReader.Handshakes", "/expect/properties/handshake/enum"),
        ("BasisReader.Kinds", "/basisKind/enum"),
        ("RateLimitReader.Keys", "/rateLimit/properties/per/enum"),
        ("RateLimitReader.Scopes", "/rateLimit/properties/scope/enum"),
        ("RequestReader.Certificates", "/certificate/enum"),
        ("RequestReader.Clients", "/clientState/enum"),
        ("RuleReader.Bodies", "/bodyKind/enum"),
        ("RuleReader.Callers", "/callerState/enum"),
        ("RuleReader.Conditions", "/condition/enum"),
        ("RuleReader.Others", "/given/properties/other/enum"),
        ("RuleReader.Pairs", "/pair/properties/is/enum"),
        ("RuleReader.Targets", "/targetState/enum"),
        ("RuleReader.Users", "/match/properties/user/enum"),
        ("SessionReader.Bindings", "/session/properties/binding/enum"),
        ("SessionReader.Scopes", "/credential/properties/scope/enum"),
        ("SessionUseReader.ClientMethods", "/clientMethod/enum"),
        ("SessionUseReader.Ends", "/sessionUse/properties/ends/enum"),
        ("VariantReader.NeedNames", "/need/enum"),
        ("VariantReader.Closenesses", "/variant/properties/compare/enum"),
        ("VariantReader.Roles", "/then/properties"),
        ("VariantReader.States", "/sessionState/enum"),
    ];

    private static readonly MapNode Document = (MapNode)Compose(File.ReadAllBytes(SourceTree.PathOf("specs", "contract.schema.json")));

    private static readonly MapNode Definitions = (MapNode)Document["$defs"]!;

    private static readonly JsonSchema Schema = Compile(Document);

    private static readonly Node WithUnknownFields = Compose(Encoding.UTF8.GetBytes(UnknownFields));

    private static IEnumerable<TestCaseData> Specs =>
        SpecCatalog.BuiltInFiles().Select(files => new TestCaseData(files.Spec).SetArgDisplayNames(files.Spec.Name));

    private static IEnumerable<TestCaseData> ClosedParts => Closed.Select(c => new TestCaseData(c.Place, c.Definition));

    private static IEnumerable<TestCaseData> Vocabularies => Choices.Select(c => new TestCaseData(c.Words, c.Pointer));

    [TestCaseSource(nameof(Specs))]
    public void Every_spec_fits_the_schema(TextFile spec) => FailuresOf(Compose(spec.Utf8.Span)).Should().BeEmpty();

    [TestCaseSource(nameof(Specs))]
    public void Every_spec_names_the_schema_to_editors(TextFile spec) =>
        Encoding.UTF8.GetString(spec.Utf8.Span).Should().StartWith("# yaml-language-server: $schema=../contract.schema.json\n");

    [TestCaseSource(nameof(ClosedParts))]
    public void The_schema_has_the_fields_that_the_reader_knows_and_no_others(string place, string definition) =>
        NamesAt($"/{definition}/properties").Should().BeEquivalentTo(KnownFields()[UnknownFieldAt(place)]);

    [Test]
    public void No_closed_part_is_left_out_of_that()
    {
        KnownFields().Keys.Should().BeEquivalentTo(Closed.Select(c => UnknownFieldAt(c.Place)));
        FailuresOf(WithUnknownFields).Where(f => f.StartsWith("additional", StringComparison.Ordinal))
            .Should().BeEquivalentTo(Closed.Select(c => $"additionalProperties {c.Place}"));
        var closed = Definitions.Entries.Where(d => IsClosed(d.Value)).Select(d => d.Key);
        closed.Should().BeEquivalentTo(Closed.Select(c => c.Definition).Distinct(StringComparer.Ordinal));
        All(Document).Count(IsClosed).Should().Be(closed.Count(), "every closed object should have its own definition");
    }

    [TestCaseSource(nameof(Vocabularies))]
    public void The_schema_has_the_values_that_the_reader_knows_and_no_others(string words, string pointer) =>
        NamesAt(pointer).Should().Equal(ReaderWords()[words], "completion lists them in the reader's order");

    [Test]
    public void No_word_is_left_out_of_that() => ReaderWords().Keys.Should().BeEquivalentTo(Choices.Select(c => c.Words));

    [Test]
    public void The_schema_has_every_extension_field_and_no_other() =>
        Fields().Select(f => f.Name).Where(name => name.StartsWith("x-", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(ExtensionNames.Ours);

    [Test]
    public void The_schema_has_every_keyword_that_a_body_can_fail_first()
    {
        // A failure of these is reported for a keyword in their subschemas.
        string[] passedOn = ["dependentSchemas", "$ref", "allOf", "if", "$defs"];
        NamesAt("/schemaKeyword/enum").Should().BeEquivalentTo(
            SchemaKeywords.Names.Except(passedOn, StringComparer.Ordinal).Concat(["minContains", "maxContains"]));
    }

    [Test]
    public void Every_field_of_ours_has_a_description_of_one_sentence()
    {
        var ours = Fields().Where(f => IsClosed(f.Owner) || f.Name.StartsWith("x-", StringComparison.Ordinal)).ToList();
        ours.Should().HaveCountGreaterThan(60);
        ours.Where(f => (f.Schema as MapNode)?["description"] is not ScalarNode { Text: [.., '.'] text }
            || text.Contains(". ", StringComparison.Ordinal)).Select(f => f.Name).Should().BeEmpty();
    }

    [TestCase("edin", "openapi: 3.1.1", "openapi: 3.2.0", "pattern /openapi")]
    [TestCase("edin", "id: edin", "id: Edin", "pattern /x-contract/id")]
    [TestCase("edin", "port: 9101", "port: 80", "minimum /x-contract/port")]
    [TestCase("edin", "port: 9101", "port: '9101'", "type /x-contract/port")]
    [TestCase("edin", "PT10M", "10 minutes", "pattern /x-contract/session/idleTimeout")]
    [TestCase("edin", ", dead: dead }", " }", "required /x-contract/session/probe")]
    [TestCase("edin", "'header Set-Cookie: SID={SID}'", "'path SID={SID}'", "anyOf /x-contract/session/credentials/SID/carriers")]
    [TestCase("oauth2", "typ: at+jwt", "type: at+jwt",
        "additionalProperties /x-contract/session/credentials/accessToken/format/jwt")]
    [TestCase("oauth2", "client_id: '{client}' }", "exp: '{client}' }",
        "propertyNames /x-contract/session/credentials/accessToken/format/jwt/claims")]
    [TestCase("oauth2", "sub: '{user}', ", "sub: 1, ", "anyOf /x-contract/session/credentials/accessToken/format/jwt/claims/sub")]
    [TestCase("edin", "$response.cookie.SID", "$response.cookies.SID", "pattern /paths/~1bdoc~1auth/post/x-session/opens/SID")]
    [TestCase("edin", "x-session: { ends: caller }", "x-session: { ends: target }", "required /paths/~1bdoc~1logout/get/x-session")]
    [TestCase("edin", "x-session: { ends: caller }", "x-session: { ends: all }", "enum /paths/~1bdoc~1logout/get/x-session/ends")]
    [TestCase(
        "edin", "given: { caller: expired }", "given: { caller: gone }",
        "anyOf /paths/~1bdoc~1logout/get/x-variants/expired/given/caller")]
    [TestCase(
        "edin", "given: { caller: expired }", "given: { caler: expired }",
        "additionalProperties /paths/~1bdoc~1logout/get/x-variants/expired/given")]
    [TestCase(
        "edin", "match: { method: other, caller:", "match: { caller:",
        "required /paths/~1bdoc~1logout/x-variants/wrong-method/match")]
    [TestCase(
        "edin", "match: { headers: { Set-Cookie: true } }", "match: { method: GET }",
        "not /paths/~1bdoc~1logout/get/x-variants/session-ended-by-set-cookie/match/method")]
    [TestCase(
        "edin", "Set-Cookie: true", "Set-Cookie: false",
        "anyOf /paths/~1bdoc~1logout/get/x-variants/session-ended-by-set-cookie/match/headers/Set-Cookie")]
    [TestCase("edin", "needs: [clock]", "needs: [time]", "anyOf /paths/~1bdoc~1logout/get/x-variants/expired/needs")]
    [TestCase("edin", "- body /companies", "- companies", "anyOf /paths/~1bdoc~1user-profile/get/x-variants/live/volatile")]
    [TestCase(
        "edin", "then: { opened: active }", "then: { opened: open }",
        "anyOf /paths/~1bdoc~1auth/post/x-variants/logged-in/then/opened")]
    [TestCase(
        "edin", "basis: [assumption, 'the page names GET only", "basis: [hunch, 'the page names GET only",
        "anyOf /paths/~1bdoc~1logout/x-variants/wrong-method/basis")]
    [TestCase(
        "edin", "body: [document, 'EDI-N/Docs_ua@9c4cbf6 docs/API_DOCflow/Methods/Logout.rst#L27']", "body: [hearsay, a page]",
        "anyOf /paths/~1bdoc~1logout/get/x-variants/session-ended-by-set-cookie/basis/body")]
    [TestCase(
        "edin", "expect: { status: 200, example: token }", "expect: { example: token }",
        "required /paths/~1bdoc~1auth_uuid/post/x-variants/token-issued/expect")]
    [TestCase(
        "edin", "expect: { status: 200, example: token }", "expect: { status: '200' }",
        "type /paths/~1bdoc~1auth_uuid/post/x-variants/token-issued/expect/status")]
    [TestCase(
        "symphony", "{ handshake: refused }", "{ handshake: refused, status: 403 }",
        "maxProperties /paths/~1sessionauth~1v1~1logout/post/x-variants/no-client-certificate/expect")]
    [TestCase(
        "crafter", "is: missing", "is: absent",
        "enum /paths/~1studio~1api~11~1services~1api~11~1security~1logout.json/post/x-variants/xsrf-missing-3-1-10/match/pair/is")]
    [TestCase(
        "laravel", "value: { message: Too Many Attempts. }", "summary: Too many",
        "dependentRequired /components/responses/TooManyAttempts/content/application~1json/examples/too-many-attempts")]
    public void A_slip_is_refused_where_it_is_and_by_the_reader_too(string id, string right, string wrong, string failure)
    {
        var spec = SpecCatalog.BuiltInFiles().Single(files => files.Spec.Name.Contains(id, StringComparison.Ordinal)).Spec;
        var text = Encoding.UTF8.GetString(spec.Utf8.Span);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        at.Should().BePositive();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));
        FailuresOf(Compose(bytes)).Should().Equal(failure);
        SpecReader.Read(id, bytes).Diagnostics.Should().NotBeEmpty();
    }

    [TestCase("[0-9A-F]{32}", true)]
    [TestCase(@"a{2,3}\[\]\.[-a][a-][\]\\^]", true)]
    [TestCase("!\"#%&',/:;<=>@_`~ -", true)]
    [TestCase("", false)]
    [TestCase("[^a]", false)]
    [TestCase("[]", false)]
    [TestCase("[a", false)]
    [TestCase("[[]", false)]
    [TestCase("(a)", false)]
    [TestCase("a|b", false)]
    [TestCase("a+", false)]
    [TestCase("a?", false)]
    [TestCase("a.", false)]
    [TestCase("^a$", false)]
    [TestCase("a{2", false)]
    [TestCase("a{,2}", false)]
    [TestCase("a{2}{2}", false)]
    [TestCase("a}", false)]
    [TestCase(@"\d", false)]
    [TestCase(@"a\", false)]
    [TestCase("é", false)]
    public void The_form_of_a_format_is_the_one_that_the_reader_takes(string format, bool isOne)
    {
        CredentialFormat.TryParse(format, out _, out _).Should().Be(isOne);
        var fits = Compile(Definitions["format"]!).FirstFailedKeyword(JsonElement.Parse(JsonSerializer.Serialize(format))) is null;
        fits.Should().Be(isOne);
    }

    private static Position UnknownFieldAt(string place) => JsonPointer.PositionOf(WithUnknownFields, $"{place}/unknown");

    private static Dictionary<Position, string[]> KnownFields() =>
        SpecReader.Read("all.yaml", Encoding.UTF8.GetBytes(UnknownFields)).Diagnostics
            .Where(d => d.Rule is "unknown-field")
            .ToDictionary(d => d.At, d => d.Expected.StartsWith("one of ", StringComparison.Ordinal)
                ? d.Expected["one of ".Length..].Split(", ")
                : [d.Expected.Trim('\'')]);

    private static Dictionary<string, string[]> ReaderWords() => typeof(SpecReader).Assembly.GetTypes()
        .Where(type => type.Namespace is { } folder && folder.StartsWith("LogoutContracts.Specs.Reading.", StringComparison.Ordinal)
            && !folder.EndsWith(".Workflows", StringComparison.Ordinal) && type.Name.EndsWith("Reader", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Words<>))
        .ToDictionary(
            field => $"{field.DeclaringType!.Name}.{field.Name}",
            field => ((IEnumerable<string>)field.FieldType.GetProperty(nameof(Words<int>.All))!.GetValue(field.GetValue(null))!).ToArray(),
            StringComparer.Ordinal);

    private static string[] NamesAt(string pointer) => JsonPointer.Find(Definitions, pointer) switch
    {
        MapNode map => [.. map.Entries.Select(e => e.Key)],
        ListNode list => [.. list.Items.Cast<ScalarNode>().Select(item => item.Text)],
        _ => throw new ArgumentException($"There are no names at {pointer}.", nameof(pointer)),
    };

    private static IEnumerable<(MapNode Owner, string Name, Node Schema)> Fields() =>
        from owner in All(Document)
        where owner["properties"] is MapNode
        from field in ((MapNode)owner["properties"]!).Entries
        select (owner, field.Key, field.Value);

    private static IEnumerable<MapNode> All(Node node) => node switch
    {
        MapNode map => map.Entries.SelectMany(e => All(e.Value)).Prepend(map),
        ListNode list => list.Items.SelectMany(All),
        _ => [],
    };

    private static bool IsClosed(Node schema) => schema is MapNode map && map["additionalProperties"] is ScalarNode { Text: "false" };

    private static IEnumerable<string> FailuresOf(Node node) =>
        Schema.Validate(JsonElement.Parse(node.ToJson())).Select(f => $"{f.Keyword} {f.Pointer}");

    private static JsonSchema Compile(Node schema)
    {
        var problems = new DiagnosticList("contract.schema.json");
        var compiled = SchemaCompiler.Compile(schema, Document, problems);
        problems.All.Should().BeEmpty();
        return compiled!;
    }

    private static Node Compose(ReadOnlySpan<byte> utf8)
    {
        var problems = new DiagnosticList("test.yaml");
        var node = YamlComposer.Compose(utf8, problems);
        problems.All.Should().BeEmpty();
        return node!;
    }
}
