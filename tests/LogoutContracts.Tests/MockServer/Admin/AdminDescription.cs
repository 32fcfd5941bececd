using System.Text;
using System.Text.Json;
using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Schemas;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;
using LogoutContracts.Tests.Support;
using JsonPointer = LogoutContracts.Specs.Json.JsonPointer;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>Compares the admin API with its OpenAPI file.</summary>
public sealed class AdminDescription
{
    private static readonly string Name = "mocks/LogoutContracts.MockServer/admin.openapi.yaml";
    private static readonly byte[] Text = File.ReadAllBytes(SourceTree.PathOf(Name.Split('/')));
    private static readonly MapNode Document = (MapNode)YamlComposer.Compose(Text, new DiagnosticList(Name))!;

    [Test]
    public void It_is_OpenAPI()
    {
        OpenApiConformance.Check(Name, Text).Should().BeEmpty();
    }

    [Test]
    public async Task Every_route_is_in_the_file_and_the_other_way_round()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var routes = AdminRoutes.Of(mock.Server.State, CancellationToken.None).Select(route => $"{route.Method} {route.Path}");
        var described = ((MapNode)Document["paths"]!).Entries.SelectMany(path => ((MapNode)path.Value).Entries
            .Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        routes.Should().BeEquivalentTo(described).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task Every_answer_of_a_walk_through_fits_what_the_file_says()
    {
        await using var mock = await SteeredMock.StartAsync([.. Plans.All]);
        var walked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in Plans.All)
        {
            var logout = plan.Variants.First(variant => variant.IsServed && variant.Variant.Ends(Role.Caller));
            await mock.SendAsync(plan.Contract.Id, logout.SeededRequest());
        }

        await mock.SendAsync("edin", new("GET", "/nothing", [], null));

        string[] readable =
        [
            "health", "ready", "openapi.yaml", "contracts", "variants", "sessions", "clock", "journal", "journal/count",
            "journal/har", "journal/test", "journal/har?status=none", "journal/test?status=none",
            "variants?contract=none", "journal?limit=none", "journal?limit=1",
        ];
        foreach (var path in readable)
            await WalkAsync("GET", path, null);
        var session = JsonElement.Parse(await WalkAsync("POST", "sessions", """{"contract":"edin"}"""));
        var opened = session.GetProperty("values").GetProperty("SID").GetString();
        foreach (var how in (string[])["end", "expire", "forget", "end"])
            await WalkAsync("POST", $"sessions/{how}", $$"""{"contract":"edin","credential":"{{opened}}"}""");
        await WalkAsync("POST", "clock/advance", """{"by":"PT1.5S"}""");
        await WalkAsync("POST", "clock/advance", "[]");
        (string, string)[] overrides =
        [
            ("force", "\"variant\":\"no-session\""),
            ("force", "\"status\":429,\"headers\":{\"Retry-After\":\"2\"},\"body\":\"later\""),
            ("faults", "\"kind\":\"delay\",\"by\":\"PT0.001S\""),
            ("faults", "\"kind\":\"delay\",\"by\":\"PT0.001S\",\"timing\":\"after\""),
        ];
        foreach (var (kind, body) in overrides)
        {
            string[] triggers = ["", ",\"next\":1", ",\"every\":2", ",\"share\":0.5", ",\"share\":0.25,\"seed\":-3", ",\"seed\":1"];
            foreach (var trigger in triggers)
                await WalkAsync("POST", kind, $$"""{"contract":"edin",{{body}}{{trigger}}}""");
            var added = JsonElement.Parse(await WalkAsync("GET", kind, null));
            added.GetArrayLength().Should().Be(5);
            var id = added[0].GetProperty("id").GetString();
            await mock.SendAsync("edin", new("GET", "/bdoc/logout", [], null));
            await WalkAsync("GET", kind, null);
            await WalkAsync("DELETE", $"{kind}/{id}", null, $"{kind}/{{id}}");
            await WalkAsync("DELETE", $"{kind}/{id}", null, $"{kind}/{{id}}");
            await WalkAsync("DELETE", kind, null);
        }

        await mock.Admin.AddFaultAsync("edin", FaultKind.Empty);
        var empty = () => mock.SendAsync("edin", new("GET", "/bdoc/logout", [], null));
        await empty.Should().ThrowAsync<HttpRequestException>();
        await WalkAsync("GET", "journal", null);
        await WalkAsync("DELETE", "journal", null);
        await WalkAsync("POST", "reset", null);
        using (var events = await mock.Raw.GetAsync("/__admin/journal/stream", HttpCompletionOption.ResponseHeadersRead))
            events.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        walked.Add("GET /__admin/journal/stream");
        await WalkAsync("GET", "../metrics", null, "../metrics");
        walked.Should().BeEquivalentTo(
            AdminRoutes.Of(mock.Server.State, CancellationToken.None).Select(route => $"{route.Method} {route.Path}"),
            "the test should call every route");

        async Task<string> WalkAsync(string method, string path, string? body, string? described = null)
        {
            described = $"/__admin/{described ?? path.Split('?')[0]}".Replace("/__admin/..", "", StringComparison.Ordinal);
            walked.Add($"{method} {described}");
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/__admin/{path}")
            {
                Content = method is "GET" ? null : new StringContent(body ?? "", Encoding.UTF8, "application/json"),
            };
            using var response = await mock.Raw.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Check(described, method, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
            if (body is not null && response.IsSuccessStatusCode)
            {
                SchemaAt(Resolved($"{Operation(described, method)}/requestBody"), "application/json").Validate(JsonElement.Parse(body))
                    .Should().BeEmpty("{0} {1} accepted {2}", method, path, body);
            }

            return text;
        }
    }

    private static void Check(string path, string method, int status, string? mediaType, string text)
    {
        var responses = $"{Operation(path, method)}/responses";
        var pointer = JsonPointer.Find(Document, $"{responses}/{status}") is not null ? $"{responses}/{status}" : $"{responses}/4XX";
        (pointer.EndsWith("4XX", StringComparison.Ordinal) && status is < 400 or >= 500)
            .Should().BeFalse("the file should have status {2} for {0} {1}", method, path, status);
        var response = Resolved(pointer);
        if (JsonPointer.Find(Document, $"{response}/content") is null)
            text.Should().BeEmpty();
        else if (mediaType is "application/yaml" or "text/plain")
            SchemaAt(response, mediaType);
        else
        {
            SchemaAt(response, mediaType!).Validate(JsonElement.Parse(text))
                .Should().BeEmpty("{0} {1} answers {2} {3}", method, path, status, text);
        }
    }

    private static string Operation(string path, string method) =>
        $"/paths/{path.Replace("/", "~1", StringComparison.Ordinal)}/{method.ToLowerInvariant()}";

    private static string Resolved(string pointer) =>
        (JsonPointer.Find(Document, pointer) as MapNode)?["$ref"] is ScalarNode reference ? reference.Text[1..] : pointer;

    private static JsonSchema SchemaAt(string holder, string mediaType)
    {
        var pointer = $"{holder}/content/{mediaType.Replace("/", "~1", StringComparison.Ordinal)}/schema";
        var node = JsonPointer.Find(Document, pointer);
        node.Should().NotBeNull("{0} should exist", pointer);
        var problems = new DiagnosticList(Name);
        var schema = SchemaCompiler.Compile(node!, Document, problems);
        problems.All.Should().BeEmpty();
        return schema!;
    }
}
