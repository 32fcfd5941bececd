// Written from the journal of a mock server: 13 requests.
// The journal has no credentials: the tests get their own. It keeps no answers: the tests compare statuses.
// They need the packages LogoutContracts.MockServer and NUnit.
using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using NUnit.Framework;

public class RecordedOverTls
{
    [Test]
    public async Task Symphony_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var client = new HttpClient(mock.Certificates.HandlerFor()) { BaseAddress = mock.BaseAddress };

        // Request 1: authenticateServiceUser, authenticated
        using var certificate1 = mock.Certificates.ClientFor("service.user");
        using var client1 = new HttpClient(mock.Certificates.HandlerFor(certificate1)) { BaseAddress = mock.BaseAddress };
        using var answer1 = await SendAsync(
            client1, "POST", "/sessionauth/v1/authenticate", []);
        Assert.That((int)answer1.StatusCode, Is.EqualTo(200), "authenticateServiceUser, authenticated");
        var session1 = mock.Sessions.ValuesOf(await JsonAsync(answer1, "token"))!;

        // Request 2: getSessionInfo, live
        using var answer2 = await SendAsync(
            client1, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session1["sessionToken"]),
            ]);
        Assert.That((int)answer2.StatusCode, Is.EqualTo(200), "getSessionInfo, live");

        // Request 3: logout, user-session-ended
        using var answer3 = await SendAsync(
            client1, "POST", "/sessionauth/v1/logout",
            [
                ("sessionToken", session1["sessionToken"]),
            ]);
        Assert.That((int)answer3.StatusCode, Is.EqualTo(200), "logout, user-session-ended");

        // Request 4: getSessionInfo, dead
        using var answer4 = await SendAsync(
            client1, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session1["sessionToken"]),
            ]);
        Assert.That((int)answer4.StatusCode, Is.EqualTo(401), "getSessionInfo, dead");

        // Request 5: authenticateApp, authenticated
        using var certificate2 = mock.Certificates.ClientFor("example.app");
        using var client2 = new HttpClient(mock.Certificates.HandlerFor(certificate2)) { BaseAddress = mock.BaseAddress };
        using var answer5 = await SendAsync(
            client2, "POST", "/sessionauth/v1/app/authenticate", []);
        Assert.That((int)answer5.StatusCode, Is.EqualTo(200), "authenticateApp, authenticated");
        var session2 = mock.Sessions.ValuesOf(await JsonAsync(answer5, "token"))!;

        // Request 6: getSessionInfo, live
        using var answer6 = await SendAsync(
            client2, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session2["sessionToken"]),
            ]);
        Assert.That((int)answer6.StatusCode, Is.EqualTo(200), "getSessionInfo, live");

        // Request 7: logout, app-session-ended
        using var answer7 = await SendAsync(
            client2, "POST", "/sessionauth/v1/logout",
            [
                ("sessionToken", session2["sessionToken"]),
            ]);
        Assert.That((int)answer7.StatusCode, Is.EqualTo(200), "logout, app-session-ended");

        // Request 8: getSessionInfo, dead
        using var answer8 = await SendAsync(
            client2, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session2["sessionToken"]),
            ]);
        Assert.That((int)answer8.StatusCode, Is.EqualTo(401), "getSessionInfo, dead");

        // Request 9: authenticateApp, authenticated
        using var answer9 = await SendAsync(
            client2, "POST", "/sessionauth/v1/app/authenticate", []);
        Assert.That((int)answer9.StatusCode, Is.EqualTo(200), "authenticateApp, authenticated");
        var session3 = mock.Sessions.ValuesOf(await JsonAsync(answer9, "token"))!;

        // Request 10: authenticateOnBehalfOf, authenticated
        using var answer10 = await SendAsync(
            client2, "POST", "/sessionauth/v1/app/user/68719476742/authenticate",
            [
                ("sessionToken", session3["sessionToken"]),
            ]);
        Assert.That((int)answer10.StatusCode, Is.EqualTo(200), "authenticateOnBehalfOf, authenticated");
        var session4 = mock.Sessions.ValuesOf(await JsonAsync(answer10, "sessionToken"))!;

        // Request 11: getSessionInfo, live
        using var answer11 = await SendAsync(
            client2, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session4["sessionToken"]),
            ]);
        Assert.That((int)answer11.StatusCode, Is.EqualTo(200), "getSessionInfo, live");

        // Request 12: logout, on-behalf-of-session-ended
        using var answer12 = await SendAsync(
            client2, "POST", "/sessionauth/v1/logout",
            [
                ("sessionToken", session4["sessionToken"]),
            ]);
        Assert.That((int)answer12.StatusCode, Is.EqualTo(200), "logout, on-behalf-of-session-ended");

        // Request 13: getSessionInfo, dead
        using var answer13 = await SendAsync(
            client2, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session4["sessionToken"]),
            ]);
        Assert.That((int)answer13.StatusCode, Is.EqualTo(401), "getSessionInfo, dead");
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
