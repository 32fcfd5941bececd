using System.Text;
using LogoutContracts.Mocks.Mappings;
using LogoutContracts.Testing;

namespace LogoutContracts.Tests.Mocks;

/// <summary>What is wrong with a mapping, or not supported, is a diagnostic with its position.</summary>
public sealed class MappingDiagnostics
{
    private static readonly (string Name, string Json)[] Broken =
    [
        ("syntax", "{ \"request\": {,} }"),
        ("unicode", "{ \"name\": \"\\ud800\" }"),
        ("number", "12"),
        ("unknown", """{ "requets": {}, "response": { "stauts": 200, "body": 5 } }"""),
        ("twice", """{ "name": "a", "name": "b", "id": "no-uuid", "priority": 0 }"""),
        ("ids", """
            [{ "id": "11111111-1111-1111-1111-111111111111" }, { "id": "11111111-1111-1111-1111-111111111111" }]
            """),
        ("several urls", """{ "request": { "url": "/a", "urlPath": "/b", "method": "get" } }"""),
        ("urls", """
            [
              { "request": { "url": "a" } }, { "request": { "urlPath": "/a?b" } }, { "request": { "urlPattern": "(" } },
              { "request": { "urlPathTemplate": "/a{b}" } },
              { "request": { "urlPathTemplate": "/{a}", "pathParameters": { "b": { "equalTo": "1" } } } }
            ]
            """),
        ("matchers", """
            {
              "request": {
                "headers": {
                  "A": { "equalsTo": "x" }, "B": {}, "C": { "equalTo": "x", "contains": "y" }, "D": { "matches": "a++" }, "E": "x",
                  "F": { "equalToNumber": 5 }, "G": { "before": "now" }, "H": { "or": [] },
                  "I": { "after": "2021-01-01", "truncateActual": "first day of month" }
                },
                "basicAuth": { "user": "x" },
                "bodyPatterns": [
                  { "equalToJson": "{" }, { "equalToJson": { "a": "${json-unit.any-text}" } }, { "matchesJsonPath": "$.a.length()" },
                  { "matchesJsonPath": { "contains": "x" } }, { "matchesJsonSchema": { "type": "text" }, "schemaVersion": "V7" },
                  { "matchesXPath": "//a" }, { "binaryEqualTo": "?" }
                ],
                "multipartPatterns": [{ "name": "x", "matchingType": "SOME" }],
                "customMatcher": { "name": "own" }
              }
            }
            """),
        ("responses", """
            [
              { "response": { "body": "a", "jsonBody": {}, "status": 99 } }, { "response": { "base64Body": "?" } },
              { "response": { "bodyFileName": "none.txt" } }, { "response": { "fault": "NONE" } },
              { "response": { "headers": { "A b": "x", "Content-Length": "5", "C": { "d": 1 }, "D": "é" } } },
              { "response": { "delayDistribution": { "type": "uniform", "lower": 5 }, "fixedDelayMilliseconds": 1 } },
              { "response": { "delayDistribution": { "type": "normal" }, "chunkedDribbleDelay": {} } },
              { "response": { "proxyBaseUrl": "http://example.com", "statusMessage": "é" } }
            ]
            """),
        ("templates", """
            [
              { "response": { "body": "{{math 1 '+' 2}}", "transformers": ["response-template"] } },
              { "response": { "body": "{{#if request.path}}", "transformers": ["response-template"] } },
              { "response": { "body": "{{request.paht}}", "transformers": ["response-template"] } },
              { "response": { "body": "{{nonsense}}", "transformers": ["response-template", "own"] } },
              { "response": { "headers": { "A": "{{now format='Q'}}" }, "transformers": ["response-template"] } },
              { "response": { "body": "{{jsonPath request.body '$['}} {{upper}}", "transformers": ["response-template"] } },
              { "response": { "body": "{{> partial}}", "transformers": ["response-template"] } },
              { "response": { "bodyFileName": "{{request.path}}.txt", "transformers": ["response-template"] } }
            ]
            """),
        ("scenarios", """
            [
              { "requiredScenarioState": "a" },
              { "scenarioName": "s", "metadata": { "logout-contracts": { "perSession": "body token", "more": 1 } } },
              { "scenarioName": "t", "metadata": { "logout-contracts": { "perSession": "header Authorization" } } },
              { "scenarioName": "t" }
            ]
            """),
        ("webhooks", """{ "postServeActions": [{ "name": "webhook" }], "serveEventListeners": [] }"""),
        ("net", """
            [
              { "Guid": "x", "Titel": "a", "Response": {} },
              {
                "Request": {
                  "Path": { "Matchers": [{ "Name": "LinqMatcher", "Pattern": "x" }, { "Pattern": "y" }, { "Name": "ExactMatcher" }] },
                  "Methods": [5], "HttpVersion": "2", "Headers": [{ "Matchers": [] }],
                  "Body": { "Matcher": { "Name": "JsonMatcher", "Pattern": "{", "Regex": true }, "MatchOperator": "Average" }
                },
                "Response": {
                  "StatusCode": "many", "Fault": { "Type": "NONE" }, "BodyEncoding": { "CodePage": 1252 }, "TransformerType": "Scriban"
                },
                "Webhook": { "Request": {} }, "TimeSettings": { "TTL": 5 }, "WhenStateIs": "a"
              }
            ]
            """),
        ("import options", """{ "mappings": [], "importOptions": { "duplicatePolicy": "IGNORE" }, "mapings": [] }"""),
    ];

    [Test]
    public async Task Each_problem_is_reported_with_its_position()
    {
        var text = new StringBuilder();
        foreach (var (name, json) in Broken)
        {
            var read = MappingReader.Read("stubs", [($"{name}.json", Encoding.UTF8.GetBytes(json))], _ => null, [], "stubs");
            read.Value.Should().BeNull("{0} has problems", name);
            foreach (var problem in read.Diagnostics)
                text.Append(problem).Append('\n');
        }

        await Snapshot.Verify(text.ToString(), "MappingDiagnostics");
    }

    [Test]
    public void A_folder_without_mappings_is_a_problem() =>
        MappingReader.Read("stubs", [], _ => null, [], "my-stubs").Diagnostics.Should().ContainSingle().Which.File.Should().Be("my-stubs");

    [Test]
    public void Comments_and_a_byte_order_mark_are_allowed() =>
        MappingReader.Read(
            "stubs", [("a.json", Encoding.UTF8.GetBytes("\uFEFF// a comment\n{ \"name\": \"a\" /* another */ }"))], _ => null, [], "stubs")
            .Require().Mappings.Should().ContainSingle().Which.Name.Should().Be("a");
}
