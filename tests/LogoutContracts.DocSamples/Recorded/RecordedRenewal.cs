// Written from the journal of a mock server: 6 requests.
// The journal has no credentials: the tests get their own. It keeps no answers: the tests compare statuses.
// They need the packages LogoutContracts.MockServer and NUnit.
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.Specs;
using NUnit.Framework;

public class RecordedRenewal
{
    [Test]
    public async Task Oauth2_answers_as_recorded()
    {
        var contract = SpecCatalog.BuiltIn.First(known => known.Id == "oauth2");
        var plan = MockPlanner.Plan(contract, "jwt").Require();
        await using var mock = await LogoutMockServer.StartAsync([plan], new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = null,
        });
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 1: token, logged-in
        using var answer1 = await SendAsync(
            client, "POST", "/token",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], "grant_type=password&username=john&password=other-horse");
        Assert.That((int)answer1.StatusCode, Is.EqualTo(200), "token, logged-in");
        var session1 = mock.Sessions.ValuesOf(await JsonAsync(answer1, "access_token"))!;

        // Request 2: token, refreshed
        using var answer2 = await SendAsync(
            client, "POST", "/token",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], $"grant_type=refresh_token&refresh_token={session1["refreshToken"]}");
        Assert.That((int)answer2.StatusCode, Is.EqualTo(200), "token, refreshed");
        var session2 = mock.Sessions.ValuesOf(await JsonAsync(answer2, "access_token"))!;

        // Request 3: getUser, live
        using var answer3 = await SendAsync(
            client, "GET", "/userinfo",
            [
                ("Authorization", $"Bearer {session2["accessToken"]}"),
            ]);
        Assert.That((int)answer3.StatusCode, Is.EqualTo(200), "getUser, live");

        // Request 4: token, reused-jwt
        using var answer4 = await SendAsync(
            client, "POST", "/token",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], $"grant_type=refresh_token&refresh_token={session1["refreshToken"]}");
        Assert.That((int)answer4.StatusCode, Is.EqualTo(400), "token, reused-jwt");

        // Request 5: token, refused
        using var answer5 = await SendAsync(
            client, "POST", "/token",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], $"grant_type=refresh_token&refresh_token={session2["refreshToken"]}");
        Assert.That((int)answer5.StatusCode, Is.EqualTo(400), "token, refused");

        // Request 6: getUser, live
        using var answer6 = await SendAsync(
            client, "GET", "/userinfo",
            [
                ("Authorization", $"Bearer {session1["accessToken"]}"),
            ]);
        Assert.That((int)answer6.StatusCode, Is.EqualTo(200), "getUser, live");
    }

    private static async Task<string> JsonAsync(HttpResponseMessage answer, params string[] path)
    {
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        foreach (var name in path)
            json = json.ValueKind == JsonValueKind.Array ? json[int.Parse(name)] : json.GetProperty(name);
        return json.GetString()!;
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, string method, string path, (string Name, string Value)[] headers, string? body = null)
    {
        // The path is sent as it was recorded.
        var address = new Uri(client.BaseAddress!.ToString().TrimEnd('/') + path, new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        var request = new HttpRequestMessage(new(method), address);
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request);
    }
}
