using System.Net;
using LogoutContracts.MockServer.Stubs;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>How folders of mappings are served.</summary>
public sealed class StubServing
{
    private const string PerSession = """
        {"mappings": [
          {
            "request": { "method": "POST", "urlPath": "/login" },
            "response": { "jsonBody": { "token": "{{randomValue length=20 type='ALPHANUMERIC'}}" }, "transformers": ["response-template"] }
          },
          {
            "scenarioName": "session", "requiredScenarioState": "Started", "newScenarioState": "ended",
            "metadata": { "logout-contracts": { "perSession": "header Authorization" } },
            "request": { "method": "POST", "urlPath": "/logout", "headers": { "Authorization": { "matches": "Bearer .+" } } },
            "response": { "status": 204 }
          },
          {
            "scenarioName": "session", "requiredScenarioState": "Started",
            "metadata": { "logout-contracts": { "perSession": "header Authorization" } },
            "request": { "method": "GET", "urlPath": "/me", "headers": { "Authorization": { "matches": "Bearer .+" } } },
            "response": { "jsonBody": { "name": "Ann" } }
          },
          { "priority": 9, "request": { "urlPathPattern": "/.*" }, "response": { "status": 401 } }
        ]}
        """;

    private static readonly string[] Logouts = [.. Enumerable.Repeat("/logout", 20)];

    [Test]
    public async Task A_marked_scenario_has_a_state_per_session()
    {
        await using var stubs = await RunningStubs.StartAsync(("mappings/a.json", PerSession));
        var (ann, bob) = (await TokenAsync(stubs), await TokenAsync(stubs));
        ann.Should().NotBe(bob).And.HaveLength(20);

        (await stubs.StatusAsync("GET", "/me", ann)).Should().Be(200);
        (await stubs.StatusAsync("POST", "/logout", ann)).Should().Be(204);
        (await stubs.StatusAsync("GET", "/me", ann)).Should().Be(401);
        (await stubs.StatusAsync("POST", "/logout", ann)).Should().Be(401);
        (await stubs.StatusAsync("GET", "/me", bob)).Should().Be(200, "bob has not logged out");
        (await stubs.StatusAsync("GET", "/me", null)).Should().Be(401);

        stubs.Server.Reset();
        (await stubs.StatusAsync("GET", "/me", ann)).Should().Be(200, "a reset restores all states");
    }

    [Test]
    public async Task Of_simultaneous_logouts_one_succeeds()
    {
        await using var stubs = await RunningStubs.StartAsync(("mappings/a.json", PerSession));
        var token = await TokenAsync(stubs);
        var statuses = await Task.WhenAll(Logouts.Select(path => stubs.StatusAsync("POST", path, token)));
        statuses.Should().ContainSingle(status => status == 204);
    }

    [Test]
    public async Task Mappings_of_WireMock_Net_are_served_by_its_rules()
    {
        await using var stubs = await RunningStubs.StartAsync(("a.json", """
            [
              {
                "Title": "wildcard", "Priority": 1,
                "Request": {
                  "Path": { "Matchers": [{ "Name": "WildcardMatcher", "Pattern": "/books/*", "IgnoreCase": true }] }, "Methods": ["get"],
                  "Params": [{ "Name": "q", "Matchers": [{ "Name": "RegexMatcher", "Pattern": "^a" }] }]
                },
                "Response": { "StatusCode": "201", "Headers": { "X-A": ["1", "2"] }, "BodyAsJson": { "a": 1 } }
              },
              {
                "Priority": 2,
                "Request": {
                  "Path": "/partial", "Methods": ["POST"],
                  "Body": { "Matcher": { "Name": "JsonPartialMatcher", "Pattern": { "a": { "b": 1 } } } }
                },
                "Response": { "Body": "{{request.path}} {{request.query.x}}", "UseTransformer": true, "Delay": 1 }
              },
              {
                "Request": { "Path": "/state" }, "Scenario": "s", "SetStateTo": "two", "Response": { "Body": "one" }
              },
              {
                "Request": { "Path": "/state" }, "Scenario": "s", "WhenStateIs": "two", "Response": { "Body": "two" }
              },
              {
                "Priority": 3,
                "Request": {
                  "Path": "/token",
                  "Headers": [
                    { "Name": "X-Token", "Matchers": [{ "Name": "NotNullOrEmptyMatcher" }] },
                    {
                      "Name": "X-Old", "RejectOnMatch": true,
                      "Matchers": [{ "Name": "WildcardMatcher", "Pattern": "*", "RejectOnMatch": true }]
                    }
                  ]
                },
                "Response": { "BodyAsBytes": "AAE=" }
              }
            ]
            """));

        (await stubs.TextAsync("GET", "/BOOKS/1?q=abc")).Should().Be("201 {\"a\":1}");
        (await stubs.StatusAsync("GET", "/books/1?q=b", null)).Should().Be(404);
        (await stubs.TextAsync("POST", "/partial?x=y", "{\"a\":{\"b\":1,\"c\":2},\"d\":3}")).Should().Be("200 /partial y");
        (await stubs.StatusAsync("POST", "/partial", null)).Should().Be(404);
        (await stubs.TextAsync("GET", "/state")).Should().Be("200 one");
        (await stubs.TextAsync("GET", "/state")).Should().Be("200 two");
        (await stubs.TextAsync("GET", "/state")).Should().Be("200 one", "a mapping without SetStateTo puts the scenario back");
        (await stubs.StatusAsync("GET", "/token", null)).Should().Be(404);
        (await stubs.TextAsync("GET", "/token", null, ("X-Token", "t"))).Should().Be("200 \0\u0001");
        (await stubs.TextAsync("GET", "/token", null, ("X-Token", "t"), ("X-Old", "o"))).Should().StartWith("404");
    }

    [Test]
    public async Task On_a_single_port_stubs_are_below_their_name()
    {
        await using var stubs = await RunningStubs.StartAsync(
            options => options with { SinglePort = 0 }, ("mappings/a.json", """
                { "request": { "url": "/a?b=c" }, "response": { "body": "{{request.path}}", "transformers": ["response-template"] } }
                """));
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri($"{stubs.Address.AbsoluteUri.TrimEnd('/')}/a?b=c"))).Should().Be("/a");
        stubs.Address.AbsolutePath.Should().Be("/stubs/");
    }

    [Test]
    public async Task A_request_without_a_mapping_gets_the_nearest_ones_without_secrets()
    {
        await using var stubs = await RunningStubs.StartAsync(("mappings/a.json", """
            {
              "name": "by token",
              "request": { "method": "GET", "urlPath": "/me", "headers": { "Authorization": { "equalTo": "Bearer known" } } }
            }
            """));
        var answer = await stubs.TextAsync("GET", "/me", null, ("Authorization", "Bearer 0a1b2c3d4e5f60718293"));
        answer.Should().StartWith("404 ").And.Contain("by token").And.Contain("header Authorization").And.Contain("sha256:")
            .And.NotContain("0a1b2c3d");
        stubs.Server.Journal.Entries.Should().ContainSingle(entry => entry.Variant == null && entry.Status == 404)
            .Which.Headers.ToString().Should().NotContain("0a1b2c3d");
    }

    [Test]
    public async Task A_header_of_the_request_cannot_end_a_header_of_the_answer()
    {
        await using var stubs = await RunningStubs.StartAsync(("mappings/a.json", """
            { "response": { "headers": { "X-Echo": "{{request.query.a}}" }, "transformers": ["response-template"] } }
            """));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(stubs.Address, "/?a=b%0d%0aSet-Cookie:%20c=d%C3%A9"));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("X-Echo").Should().Equal("b??Set-Cookie: c=d?");
        answer.Headers.Should().NotContainKey("Set-Cookie");
    }

    [Test]
    public async Task Bodies_come_only_from_the_folder_for_bodies()
    {
        var folder = Directory.CreateTempSubdirectory("logout-contracts-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "outside.txt"), "outside");
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "a.json"), """{ "response": { "bodyFileName": "../outside.txt" } }""");
            StubFolder.Load(folder.FullName).Diagnostics.Should().ContainSingle().Which.Rule.Should().Be("missing-file");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> TokenAsync(RunningStubs stubs) =>
        (await stubs.TextAsync("POST", "/login")).Split('"')[3];
}
