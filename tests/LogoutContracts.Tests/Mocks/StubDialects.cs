using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Mocks.Stubs.Dialects;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using Microsoft.FSharp.Core;

namespace LogoutContracts.Tests.Mocks;

public sealed class StubDialects
{
    private static readonly Stub Whole = new(
        new("0f5e1b6a-0000-4000-8000-000000000001"),
        "logout: ended",
        10,
        new("logout", StubScenario.Started, "ended"),
        new("DELETE", "/session", [new("Authorization", new ValuePattern.Exact("Bearer 7|é"))], [], [], null),
        new(
            401,
            [new("Set-Cookie", "A=1"), new("Set-Cookie", "B=2"), new("Content-Type", "application/json")],
            "{\n  \"message\": \"Ünknown\"\n}"));

    [Test]
    public void A_stub_that_is_written_reads_back_the_same()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(FSharpOption<Replay>.Some(new(new(20261120UL), null)));
        Prop.ForAll(
            Arb.From(StubGen.Stubs),
            stubs =>
            {
                WireMockNetDialect.Read(WireMockNetDialect.Write(stubs)).Should().Equal(stubs);
                WireMockDialect.Read(WireMockDialect.Write(stubs)).Should().Equal(stubs);
            }).Check(config);
    }

    [Test]
    public void A_file_is_indented_by_two_ends_its_lines_with_LF_and_escapes_no_more_than_needed()
    {
        WireMockDialect.Write([Whole]).Should().StartWith("{\n  \"mappings\": [\n    {\n      \"id\": ").And.EndWith("  ]\n}\n")
            .And.Contain("7|é").And.NotContain("\r");
        WireMockNetDialect.Write([Whole]).Should().StartWith("[\n  {\n    \"Guid\": ").And.EndWith("  }\n]\n")
            .And.Contain("7|é").And.NotContain("\r");
    }

    [Test]
    public void A_whole_stub_is_written_with_its_scenario_and_its_response()
    {
        Same(WireMockNetDialect.Write([Whole]), """
            [{
              "Guid": "0f5e1b6a-0000-4000-8000-000000000001", "Title": "logout: ended", "Priority": 10,
              "Scenario": "logout", "SetStateTo": "ended",
              "Request": {
                "Path": { "Matchers": [{ "Name": "ExactMatcher", "Pattern": "/session" }] }, "Methods": ["DELETE"],
                "Headers": [{ "Name": "Authorization", "Matchers": [{ "Name": "ExactMatcher", "Pattern": "Bearer 7|é" }] }]
              },
              "Response": {
                "StatusCode": 401, "Headers": { "Set-Cookie": ["A=1", "B=2"], "Content-Type": "application/json" },
                "Body": "{\n  \"message\": \"Ünknown\"\n}"
              }
            }]
            """);
        Same(WireMockDialect.Write([Whole]), """
            { "mappings": [{
              "id": "0f5e1b6a-0000-4000-8000-000000000001", "name": "logout: ended", "priority": 10,
              "scenarioName": "logout", "requiredScenarioState": "Started", "newScenarioState": "ended",
              "request": { "method": "DELETE", "urlPath": "/session", "headers": { "Authorization": { "equalTo": "Bearer 7|é" } } },
              "response": {
                "status": 401, "headers": { "Set-Cookie": ["A=1", "B=2"], "Content-Type": "application/json" },
                "body": "{\n  \"message\": \"Ünknown\"\n}"
              }
            }] }
            """);
    }

    [TestCase("ended", "ended", """{ "Scenario": "logout", "WhenStateIs": "ended", "SetStateTo": "ended" }""")]
    [TestCase("Started", "ended", """{ "Scenario": "logout", "SetStateTo": "ended" }""")]
    [TestCase("ended", "Started", """{ "Scenario": "logout", "WhenStateIs": "ended" }""")]
    [TestCase("Started", "Started", """{ "Scenario": "logout" }""")]
    public void The_start_of_a_scenario_has_no_name_in_WireMock_Net(string required, string next, string expected)
    {
        var stub = Whole with { Scenario = new("logout", required, next) };
        var mapping = JsonNode.Parse(WireMockNetDialect.Write([Whole, stub]))![1]!.AsObject();
        foreach (var other in (string[])["Guid", "Title", "Priority", "Request", "Response"])
            mapping.Remove(other);
        Same(mapping.ToJsonString(), expected);
    }

    [TestCaseSource(nameof(Headers))]
    public void Each_pattern_of_a_header_has_its_form(ValuePattern pattern, string net, string java)
    {
        var stub = Asking(Plain with { Headers = [new("X-Token", pattern)] });
        Same(JsonNode.Parse(WireMockNetDialect.Write([stub]))![0]!["Request"]!["Headers"]![0], net);
        Same(JsonNode.Parse(WireMockDialect.Write([stub]))!["mappings"]![0]!["request"]!["headers"]!["X-Token"], java);
    }

    [TestCaseSource(nameof(Bodies))]
    public void Each_form_of_a_body_has_its_form(StubBody body, string net, string java)
    {
        var stub = Asking(Plain with { Body = body });
        Same(JsonNode.Parse(WireMockNetDialect.Write([stub]))![0]!["Request"]!["Body"]!["Matcher"], net);
        Same(JsonNode.Parse(WireMockDialect.Write([stub]))!["mappings"]![0]!["request"]!["bodyPatterns"]![0], java);
    }

    [Test]
    public void A_stub_for_any_method_with_a_cookie_and_a_query_parameter_has_its_form()
    {
        var stub = Asking(Plain with
        {
            Method = null,
            Cookies = [new("SID", new ValuePattern.Exact("s"))],
            Query = [new("token", new ValuePattern.Exact("t"))],
        });
        Same(JsonNode.Parse(WireMockNetDialect.Write([stub]))![0]!["Request"], """
            {
              "Path": { "Matchers": [{ "Name": "ExactMatcher", "Pattern": "/x" }] },
              "Cookies": [{ "Name": "SID", "Matchers": [{ "Name": "ExactMatcher", "Pattern": "s" }] }],
              "Params": [{ "Name": "token", "Matchers": [{ "Name": "ExactMatcher", "Pattern": "t" }] }]
            }
            """);
        Same(JsonNode.Parse(WireMockDialect.Write([stub]))!["mappings"]![0]!["request"], """
            {
              "method": "ANY", "urlPath": "/x",
              "cookies": { "SID": { "equalTo": "s" } }, "queryParameters": { "token": { "equalTo": "t" } }
            }
            """);
    }

    [TestCaseSource(nameof(Refused))]
    public void What_was_not_seen_to_work_is_refused(Stub stub, string why)
    {
        Action net = () => WireMockNetDialect.Write([stub]);
        Action java = () => WireMockDialect.Write([stub]);
        net.Should().Throw<InvalidOperationException>().WithMessage($"Stub 'x': *{why}*");
        java.Should().Throw<InvalidOperationException>().WithMessage($"Stub 'x': *{why}*");
    }

    [Test]
    public void What_only_one_dialect_lacks_is_refused_by_that_one()
    {
        Action lacks = () => WireMockNetDialect.Write([Asking(Plain with { Body = new StubBody.Lacks("a.b") })]);
        Action regex = () => WireMockNetDialect.Write([Asking(Plain with { Headers = [new("A", new ValuePattern.Matches("^.*$"))] })]);
        Action stuck = () => WireMockNetDialect.Write([Whole with { Scenario = new("s", "Started", "Started") }]);
        Action method = () => WireMockDialect.Write([Asking(Plain with { Method = "ANY" })]);
        lacks.Should().Throw<InvalidOperationException>().WithMessage("*lack 'a.b'*");
        regex.Should().Throw<InvalidOperationException>().WithMessage("*different stub*");
        stuck.Should().Throw<InvalidOperationException>().WithMessage("Scenario 's' never leaves its initial state*");
        method.Should().Throw<InvalidOperationException>().WithMessage("*different stub*");
    }

    [TestCase("\"Priority\": 10", "\"Priority\": 1.5", "$[0].Priority: found 1.5, expected a whole number.")]
    [TestCase("\"Title\"", "\"Name\"", "$[0].Name: unknown property. Known: Guid, Title*")]
    [TestCase("\"Methods\": [", "\"Methods\": [\"GET\",", "$[0].Request.Methods: found [*, expected an array with one item.")]
    [TestCase("[\n          \"A=1\",", "[", "$[0].Response.Headers['Set-Cookie']: *two or more.")]
    [TestCase("\"StatusCode\": 401,", "", "$[0].Response: found {*, expected an object with 'StatusCode'.")]
    [TestCase(
        "\"Name\": \"ExactMatcher\"",
        "\"Name\": \"FormUrlEncodedMatcher\"",
        "$[0].Request.Path.Matchers[0].Name: found \"FormUrlEncodedMatcher\"*")]
    [TestCase("\"SetStateTo\": \"ended\"", "\"SetStateTo\": \"Started\"", "$[0].SetStateTo: found \"Started\", *")]
    [TestCase("[\n  {", "[\n  {{", "*")]
    public void What_a_file_should_not_have_is_named_with_its_path(string from, string to, string message)
    {
        var json = WireMockNetDialect.Write([Whole]);
        json.Should().Contain(from);
        Action read = () => WireMockNetDialect.Read(json.Replace(from, to, StringComparison.Ordinal));
        read.Should().Throw<FormatException>().WithMessage(message);
    }

    private static StubRequest Plain { get; } = new("POST", "/x", [], [], [], null);

    private static IEnumerable<object> Headers() =>
    [
        Case(
            new ValuePattern.Absent(),
            """{"Name":"X-Token","RejectOnMatch":true,"Matchers":[{"Name":"WildcardMatcher","Pattern":"*","RejectOnMatch":true}]}""",
            """{"absent":true}"""),
        Case(
            new ValuePattern.Present(),
            """{"Name":"X-Token","Matchers":[{"Name":"RegexMatcher","Pattern":"^.*$"}]}""",
            """{"matches":"^.*$"}"""),
        Case(
            new ValuePattern.Exact("a"),
            """{"Name":"X-Token","Matchers":[{"Name":"ExactMatcher","Pattern":"a"}]}""",
            """{"equalTo":"a"}"""),
        Case(
            new ValuePattern.Matches("^a|b$"),
            """{"Name":"X-Token","Matchers":[{"Name":"RegexMatcher","Pattern":"^a|b$"}]}""",
            """{"matches":".*(?:^a|b$).*"}"""),
    ];

    private static IEnumerable<object> Bodies() =>
    [
        Case(new StubBody.Empty(), """{"Name":"RegexMatcher","Pattern":"^.+$","RejectOnMatch":true}""", """{"absent":true}"""),
        Case(new StubBody.Text("{"), """{"Name":"ExactMatcher","Pattern":"{"}""", """{"equalTo":"{"}"""),
        Case(new StubBody.Matches("\\Aa=1\\z"), """{"Name":"RegexMatcher","Pattern":"\\Aa=1\\z"}""", """{"matches":"\\Aa=1\\z"}"""),
        Case(
            new StubBody.Json("""{"a":[1.50,null]}"""),
            """{"Name":"JsonMatcher","Pattern":{"a":[1.50,null]}}""",
            """{"equalToJson":{"a":[1.50,null]}}"""),
        Case(
            new StubBody.Lacks("id"),
            """{"Name":"JsonPathMatcher","Pattern":"$.id","RejectOnMatch":true}""",
            """{"matchesJsonSchema":"{\"type\":\"object\",\"not\":{\"required\":[\"id\"]}}","schemaVersion":"V202012"}"""),
    ];

    private static IEnumerable<object> Refused() =>
    [
        Case(Asking(Plain with { Cookies = [new("SID", new ValuePattern.Absent())] }), "the cookie 'SID' must be absent"),
        Case(Asking(Plain with { Query = [new("t", new ValuePattern.Present())] }), "the query parameter 't' must be present"),
        Case(
            Asking(Plain with { Headers = [new("A", new ValuePattern.Exact("1")), new("a", new ValuePattern.Exact("2"))] }),
            "the header 'A' has 2 patterns"),
        Case(Asking(Plain with { Body = new StubBody.Text("") }), "use Empty instead"),
        Case(Asking(Plain with { Body = new StubBody.Matches("^a") }), "must match the whole body"),
        Case(Asking(Plain with { Body = new StubBody.Json("[]") }), "use Text instead"),
        Case(Asking(Plain with { Body = new StubBody.Json("""{"a": 1}""") }), """expected {"a":1}"""),
        Case(Asking(Plain with { Body = new StubBody.Json("{") }), ""),
        Case(Asking(Plain with { Path = "/\ud800" }), "different stub"),
        Case(Asking(Plain) with { Response = new(200, [new("A", "1"), new("B", "2"), new("A", "3")], "") }, ""),
    ];

    private static object[] Case(params object[] arguments) => arguments;

    private static Stub Asking(StubRequest request) => Whole with { Name = "x", Scenario = null, Request = request };

    private static void Same(string json, string expected) => Same(JsonNode.Parse(json), expected);

    private static void Same(JsonNode? json, string expected) =>
        JsonNode.DeepEquals(json, JsonNode.Parse(expected)).Should().BeTrue("{0} should be {1}", json?.ToJsonString(), expected);
}
