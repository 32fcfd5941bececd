using System.Net;
using System.Text.Json.Nodes;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using ForcedRaw = LogoutContracts.MockServer.Overrides.RawAnswer;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>
/// The journal as tests in C#. The exported files are in the project DocSamples, which compiles them and runs their tests. With
/// LOGOUT_CONTRACTS_ACCEPT=1, these tests write them.
/// </summary>
public sealed class JournalTests
{
    [Test]
    public async Task Walks_through_all_contracts_are_tests_that_log_in_again()
    {
        await using var mock = await JournalArchives.WalkedAsync([.. Plans.All]);
        await CheckAsync("RecordedWalks", mock.Server);
    }

    [Test]
    public async Task Over_TLS_they_present_certificates()
    {
        var plan = Plans.Of("symphony").OverTls();
        await using var server = await LogoutMockServer.StartAsync(
            [plan], new MockServerOptions { PortOf = _ => 0, AdminPort = 0, Tls = ServerTls.InMemory() });
        using var wire = new RawHttpClient(TimeSpan.FromSeconds(20), new TargetTls(
            plan, [server.Certificates.Certificate], client => server.Certificates.ClientFor(client.CommonName)));
        var target = new Target(server.AddressOf("symphony"), TargetKind.Mock);
        foreach (var kind in plan.Contract.Sessions.Kinds)
        {
            var (_, problem) = await WalkThrough.RunAsync(plan, target, wire, kind);
            problem.Should().BeEmpty();
        }

        await CheckAsync("RecordedOverTls", server);
    }

    [Test]
    public async Task What_the_admin_API_did_between_requests_is_done_again()
    {
        await using var mock = await SteeredMock.StartAsync("edin", "laravel");
        var (edin, sid) = (mock.Server["edin"], mock.Server["edin"].Sessions.Open("jane")["SID"]);
        await SendAsync("GET", "/bdoc/user-profile");
        edin.Sessions.Expire(sid);
        await SendAsync("GET", "/bdoc/user-profile");
        sid = edin.Sessions.Open("john")["SID"];
        edin.Sessions.End(sid);
        await SendAsync("GET", "/bdoc/logout");
        edin.Force("logout", "no-session", new Trigger.Next(1));
        sid = edin.Sessions.Open("john")["SID"];
        await SendAsync("GET", "/bdoc/logout");
        edin.Force("logout", new ForcedRaw(418), new Trigger.Next(1));
        await SendAsync("GET", "/bdoc/logout");
        edin.Break(new Fault.Delay(TimeSpan.FromMilliseconds(1)), "logout", new Trigger.Next(1));
        await SendAsync("GET", "/bdoc/logout");
        sid = "0123456789abcdef0123456789abcdef";
        await SendAsync("GET", "/bdoc/logout");
        await mock.SendAsync("edin", new("GET", "/bdoc/%0A%22}", [new("X-Note", "\"}; Exit(1); {x} \\ //")], null));
        await SendAsync("GET", "/bdoc/unknown?token=1234567890abcdef");
        mock.Server.SetFlaws("laravel", [FlawCatalog.Find("token-survives")!]);
        var token = mock.Server["laravel"].Sessions.Open("jane")["token"];
        foreach (var (method, path) in new[] { ("DELETE", "/api/v1/logout"), ("GET", "/api/v1/customers") })
        {
            await mock.SendAsync("laravel", new(
                method, path, [new("Accept", "application/json"), new("Authorization", $"Bearer {token}")], null));
        }

        await CheckAsync("RecordedSteering", mock.Server);

        Task<Reply> SendAsync(string method, string path) =>
            mock.SendAsync("edin", new(method, path, [new("Cookie", $"SID={sid}; lang={{en}}")], null));
    }

    [Test]
    public async Task A_renewed_session_goes_on_with_its_new_values()
    {
        await using var mock = await SteeredMock.StartAsync([Plans.Of("oauth2", "jwt")]);
        var first = await TokensAsync("grant_type=password&username=john&password=other-horse");
        var second = await TokensAsync($"grant_type=refresh_token&refresh_token={first["refresh_token"]}");
        await GetUserAsync(second["access_token"]);
        await PostAsync($"grant_type=refresh_token&refresh_token={first["refresh_token"]}");
        await PostAsync($"grant_type=refresh_token&refresh_token={second["refresh_token"]}");
        await GetUserAsync(first["access_token"]);
        await CheckAsync("RecordedRenewal", mock.Server);

        async Task<JsonObject> TokensAsync(string form) => JsonNode.Parse((await PostAsync(form)).Body)!.AsObject();

        Task<Reply> PostAsync(string form) => mock.SendAsync("oauth2", new("POST", "/token",
        [
            new("Content-Type", "application/x-www-form-urlencoded"),
            new("Authorization", $"Basic {Convert.ToBase64String("app:s3cret-of-app"u8)}"),
        ], form));

        Task<Reply> GetUserAsync(JsonNode? token) =>
            mock.SendAsync("oauth2", new("GET", "/userinfo", [new("Authorization", $"Bearer {token}")], null));
    }

    [Test]
    public async Task Without_requests_there_is_no_test()
    {
        await using var mock = await SteeredMock.StartAsync("edin");

        using var response = await mock.Raw.GetAsync("/__admin/journal/test?contract=edin");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).Should().Contain("no request that the filter selects");
    }

    private static async Task CheckAsync(string name, LogoutMockServer server)
    {
        using var client = new HttpClient { BaseAddress = server.AdminAddress };
        var exported = await client.GetStringAsync("/__admin/journal/test");

        // All files are in one project.
        var code = exported.Replace("class RecordedRequests", $"class {name}", StringComparison.Ordinal);
        var file = SourceTree.PathOf("tests", "LogoutContracts.DocSamples", "Recorded", $"{name}.cs");
        if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_ACCEPT") is "1")
            await File.WriteAllTextAsync(file, code);
        code.Should().Be((await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"));
    }
}
