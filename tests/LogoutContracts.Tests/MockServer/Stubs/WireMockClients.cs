using System.Net;
using System.Text;
using System.Text.Json;
using LogoutContracts.Tests.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>WireMock's admin API. The npm package wiremock-captain is a client of it; see <see cref="IndependentReaders"/>.</summary>
public sealed class WireMockClients
{
    private const string Greeting = """
        { "name": "greeting", "request": { "method": "GET", "urlPath": "/greeting" }, "response": { "body": "hello" } }
        """;

    [Test]
    public async Task Captain_registers_verifies_counts_and_clears()
    {
        var package = IndependentReaders.PathOf("wiremock-captain", "dist", "index.js");
        await using var stubs = await StartAsync();
        var output = await NodeRun.RunAsync(
            SourceTree.PathOf("tests", "Independent", "wiremock-captain.mjs"), package, stubs.Server.AdminAddress!.ToString(),
            stubs.Address.ToString());
        output.Trim().Split('\n').Should().Equal(
            """{"step":"the folder","seen":[["greeting"],[200,"hello"]]}""",
            """{"step":"registered","seen":["string",[201,"{\"id\":7}"],[404]]}""",
            """{"step":"the newest answers","seen":[[200,"newer"],"older"]}""",
            """{"step":"requests","seen":[2,4,["POST /books"]]}""",
            """{"step":"a scenario","seen":[[200,"on"],["lamp off"],[404],[200,"on"]]}""",
            """{"step":"by metadata","seen":[1,0,[404]]}""",
            """{"step":"deleted","seen":[[404]]}""",
            """{"step":"no requests","seen":[0]}""",
            """{"step":"as in the folder","seen":[1,[404],[200,"hello"]]}""",
            """{"step":"empty","seen":[0,[404]]}""");
    }

    [Test]
    public async Task Requests_are_found_by_pattern_and_shown_without_secrets()
    {
        await using var stubs = await StartAsync();
        await stubs.TextAsync("POST", "/nowhere?token=0a1b2c3d4e5f&page=2", """{"password":"hunter22","n":1}""", ("X-A", "b"));
        await stubs.TextAsync("GET", "/greeting");

        (await AdminAsync(stubs, "POST", "requests/count", """{"urlPath":"/nowhere","headers":{"X-A":{"equalTo":"b"}}}"""))
            .RootElement.GetProperty("count").GetInt32().Should().Be(1);
        const string WithPassword = """{"bodyPatterns":[{"matchesJsonPath":{"expression":"$.password","equalTo":"hunter22"}}]}""";
        (await AdminAsync(stubs, "POST", "requests/count", WithPassword)).RootElement
            .GetProperty("count").GetInt32().Should().Be(1, "patterns see the whole request");
        var found = await AdminAsync(stubs, "POST", "requests/find", """{"method":"POST","urlPathPattern":"/no.*"}""");
        var shown = found.RootElement.GetProperty("requests").EnumerateArray().Single();
        shown.GetProperty("url").GetString().Should().StartWith("/nowhere?token=sha256:").And.EndWith("&page=2");
        found.RootElement.GetRawText().Should().NotContain("hunter22").And.NotContain("0a1b2c3d4e5f");
        var id = shown.GetProperty("id").GetString();
        (await AdminAsync(stubs, "GET", $"requests/{id}", null)).RootElement.GetProperty("wasMatched").GetBoolean().Should().BeFalse();

        var misses = await AdminAsync(stubs, "GET", "requests/unmatched/near-misses", null);
        var miss = misses.RootElement.GetProperty("nearMisses").EnumerateArray().Single();
        miss.GetProperty("stubMapping").GetProperty("name").GetString().Should().Be("greeting");
        miss.GetProperty("matchResult").GetProperty("distance").GetDouble().Should().Be(1);
        var near = await AdminAsync(stubs, "POST", "near-misses/request-pattern", """{"method":"GET","urlPath":"/greetings"}""");
        near.RootElement.GetProperty("nearMisses")[0].GetProperty("request").GetProperty("url").GetString().Should().Be("/greeting");
    }

    [Test]
    public async Task Requests_to_contracts_are_found_too()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        await mock.SendAsync("edin", new("GET", "/bdoc/logout?x=y", [], null));
        using var client = new HttpClient();
        using var content = new StringContent("""{"url":"/bdoc/logout?x=y"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(mock.Server.AdminAddress!, "/__admin/requests/count"), content);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"count\": 1");
    }

    [Test]
    public async Task A_mapping_is_replaced_in_its_place_and_an_invalid_one_is_refused()
    {
        await using var stubs = await StartAsync();
        var id = (await AdminAsync(stubs, "GET", "mappings", null)).RootElement.GetProperty("mappings")[0].GetProperty("id").GetString();
        await AdminAsync(stubs, "PUT", $"mappings/{id}", Greeting.Replace("hello", "good day", StringComparison.Ordinal));
        (await stubs.TextAsync("GET", "/greeting")).Should().Be("200 good day");

        var refused = await AdminAsync(
            stubs, "POST", "mappings", """{ "response": { "stauts": 200 }, "persistent": true }""", HttpStatusCode.UnprocessableEntity);
        refused.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("title").GetString())
            .Should().Equal("unknown-field", "unsupported-field");
        await AdminAsync(stubs, "PUT", $"mappings/{Guid.Empty}", Greeting, HttpStatusCode.NotFound);
        await AdminAsync(stubs, "POST", "mappings/reset", null);
        (await stubs.TextAsync("GET", "/greeting")).Should().Be("200 hello");
    }

    [TestCase("POST", "/__admin/mappings", "text/plain", null, 415)]
    [TestCase("POST", "/__admin/mappings/reset", "text/plain", null, 415)]
    [TestCase("POST", "/__admin/mappings/reset", null, "Sec-Fetch-Site", 403)]
    [TestCase("POST", "/__admin/mappings/reset", null, "Origin", 403)]
    [TestCase("DELETE", "/__admin/mappings", null, "Origin", 403)]
    [TestCase("POST", "/__admin/reset", null, null, 415)]
    [TestCase("POST", "/__admin/mappings/reset", null, null, 200)]
    public async Task Web_pages_cannot_change_mappings(string method, string path, string? contentType, string? header, int status)
    {
        await using var stubs = await StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new(method), new Uri(stubs.Server.AdminAddress!, path));
        if (contentType is not null)
            request.Content = new StringContent(Greeting, Encoding.UTF8, contentType);
        if (header is not null)
            request.Headers.Add(header, "http://example.com");
        using var answer = await client.SendAsync(request);
        ((int)answer.StatusCode).Should().Be(status);
    }

    [Test]
    public async Task Without_stubs_there_is_no_place_for_a_mapping()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        using var client = new HttpClient();
        using var content = new StringContent(Greeting, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(mock.Server.AdminAddress!, "/__admin/mappings"), content);
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    private static Task<RunningStubs> StartAsync() =>
        RunningStubs.StartAsync(options => options with { AdminPort = 0 }, ("mappings/greeting.json", Greeting));

    private static async Task<JsonDocument> AdminAsync(
        RunningStubs stubs, string method, string path, string? body, HttpStatusCode? status = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new(method), new Uri(stubs.Server.AdminAddress!, $"/__admin/{path}"));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (status is null)
            answer.IsSuccessStatusCode.Should().BeTrue("{0}", text);
        else
            answer.StatusCode.Should().Be(status);
        return JsonDocument.Parse(text);
    }
}
