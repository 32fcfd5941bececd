// Written from the journal of a mock server: 11 requests.
// The journal has no credentials: the tests get their own. It keeps no answers: the tests compare statuses.
// They need the packages LogoutContracts.MockServer and NUnit.
using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs;
using NUnit.Framework;

public class RecordedSteering
{
    [Test]
    public async Task Edin_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("edin");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 1: getUserProfile, live
        var session1 = mock.Sessions.Open("jane");
        using var answer1 = await SendAsync(
            client, "GET", "/bdoc/user-profile",
            [
                ("Cookie", $"SID={session1["SID"]}"),
            ]);
        Assert.That((int)answer1.StatusCode, Is.EqualTo(200), "getUserProfile, live");

        // Request 2: getUserProfile, dead
        mock.Sessions.Expire(session1["SID"]);
        using var answer2 = await SendAsync(
            client, "GET", "/bdoc/user-profile",
            [
                ("Cookie", $"SID={session1["SID"]}"),
            ]);
        Assert.That((int)answer2.StatusCode, Is.EqualTo(401), "getUserProfile, dead");

        // Request 3: logout, replay
        var session2 = mock.Sessions.Open("john");
        mock.Sessions.End(session2["SID"]);
        using var answer3 = await SendAsync(
            client, "GET", "/bdoc/logout",
            [
                ("Cookie", $"SID={session2["SID"]}"),
            ]);
        Assert.That((int)answer3.StatusCode, Is.EqualTo(401), "logout, replay");

        // Request 4: logout, no-session
        var session3 = mock.Sessions.Open("john");
        mock.Force("logout", "no-session", new Trigger.Next(1));
        using var answer4 = await SendAsync(
            client, "GET", "/bdoc/logout",
            [
                ("Cookie", "masked"),
            ]);
        Assert.That((int)answer4.StatusCode, Is.EqualTo(401), "logout, no-session");

        // Request 5 is left out: its answer was forced, and is not in the contract.

        // Request 6: logout, session-ended
        using var answer6 = await SendAsync(
            client, "GET", "/bdoc/logout",
            [
                ("Cookie", $"SID={session3["SID"]}"),
            ]);
        Assert.That((int)answer6.StatusCode, Is.EqualTo(200), "logout, session-ended");

        // Request 7: logout, unknown-session
        using var answer7 = await SendAsync(
            client, "GET", "/bdoc/logout",
            [
                ("Cookie", "SID=836dfa93-0ed5-c2de-87b8-e979bb553f64"),
            ]);
        Assert.That((int)answer7.StatusCode, Is.EqualTo(401), "logout, unknown-session");

        // Request 8: no variant
        using var answer8 = await SendAsync(
            client, "GET", "/bdoc/%0A%22%7D",
            [
                ("X-Note", "\"}; Exit(1); {x} \\ //"),
            ]);
        Assert.That((int)answer8.StatusCode, Is.EqualTo(404), "no variant");

        // Request 9 is left out: no variant matched it, and the journal hides a part of it.
    }

    [Test]
    public async Task Laravel_answers_as_recorded()
    {
        var contract = SpecCatalog.BuiltIn.First(known => known.Id == "laravel");
        var plan = MockPlanner.Plan(contract).Require();
        await using var mock = await LogoutMockServer.StartAsync([plan], new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = null,
            Flaws = [FlawCatalog.Find("token-survives")!],
        });
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 10: logout, session-ended
        var session1 = mock.Sessions.Open("jane");
        using var answer10 = await SendAsync(
            client, "DELETE", "/api/v1/logout",
            [
                ("Accept", "application/json"),
                ("Authorization", $"Bearer {session1["token"]}"),
            ]);
        Assert.That((int)answer10.StatusCode, Is.EqualTo(204), "logout, session-ended");

        // Request 11: listCustomers, live
        using var answer11 = await SendAsync(
            client, "GET", "/api/v1/customers",
            [
                ("Accept", "application/json"),
                ("Authorization", $"Bearer {session1["token"]}"),
            ]);
        Assert.That((int)answer11.StatusCode, Is.EqualTo(200), "listCustomers, live");
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
