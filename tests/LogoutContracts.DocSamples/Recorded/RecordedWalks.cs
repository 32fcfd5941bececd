// Written from the journal of a mock server: 28 requests.
// The journal has no credentials: the tests get their own. It keeps no answers: the tests compare statuses.
// They need the packages LogoutContracts.MockServer and NUnit.
using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer;
using NUnit.Framework;

public class RecordedWalks
{
    [Test]
    public async Task Crafter_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("crafter");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 1: login, logged-in
        using var answer1 = await SendAsync(
            client, "POST", "/studio/api/1/services/api/1/security/login.json",
            [
                ("Content-Type", "application/json"),
                ("Cookie", "XSRF-TOKEN=A_VALUE"),
                ("X-XSRF-TOKEN", "A_VALUE"),
            ], "{\"username\":\"jane.doe\",\"password\":\"correct-horse\"}");
        Assert.That((int)answer1.StatusCode, Is.EqualTo(200), "login, logged-in");
        var session1 = mock.Sessions.ValuesOf(Cookie(answer1, "JSESSIONID"))!;

        // Request 2: validateSession, live
        using var answer2 = await SendAsync(
            client, "GET", "/studio/api/1/services/api/1/security/validate-session.json",
            [
                ("Cookie", $"JSESSIONID={session1["JSESSIONID"]}"),
            ]);
        Assert.That((int)answer2.StatusCode, Is.EqualTo(200), "validateSession, live");

        // Request 3: logout, session-ended
        using var answer3 = await SendAsync(
            client, "POST", "/studio/api/1/services/api/1/security/logout.json",
            [
                ("Cookie", $"JSESSIONID={session1["JSESSIONID"]}"),
            ]);
        Assert.That((int)answer3.StatusCode, Is.EqualTo(200), "logout, session-ended");

        // Request 4: validateSession, dead
        using var answer4 = await SendAsync(
            client, "GET", "/studio/api/1/services/api/1/security/validate-session.json",
            [
                ("Cookie", $"JSESSIONID={session1["JSESSIONID"]}"),
            ]);
        Assert.That((int)answer4.StatusCode, Is.EqualTo(200), "validateSession, dead");
    }

    [Test]
    public async Task Edin_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("edin");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 5: requestToken, token-issued
        using var answer5 = await SendAsync(
            client, "POST", "/bdoc/auth_uuid",
            [
                ("Content-Type", "multipart/form-data; boundary=----logout-contracts"),
            ], "------logout-contracts\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nuser@example.com\r\n------logout-contracts--\r\n");
        Assert.That((int)answer5.StatusCode, Is.EqualTo(200), "requestToken, token-issued");

        // Request 6: login, logged-in
        using var answer6 = await SendAsync(
            client, "POST", "/bdoc/auth",
            [
                ("Content-Type", "multipart/form-data; boundary=----logout-contracts"),
            ], "------logout-contracts\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n790d0fac-80ae-a734-25d1-07153dc0a365\r\n------logout-contracts\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ncorrect-horse\r\n------logout-contracts--\r\n");
        Assert.That((int)answer6.StatusCode, Is.EqualTo(200), "login, logged-in");
        var session1 = mock.Sessions.ValuesOf(Cookie(answer6, "SID"))!;

        // Request 7: getUserProfile, live
        using var answer7 = await SendAsync(
            client, "GET", "/bdoc/user-profile",
            [
                ("Cookie", $"SID={session1["SID"]}"),
            ]);
        Assert.That((int)answer7.StatusCode, Is.EqualTo(200), "getUserProfile, live");

        // Request 8: logout, session-ended
        using var answer8 = await SendAsync(
            client, "GET", "/bdoc/logout",
            [
                ("Cookie", $"SID={session1["SID"]}"),
            ]);
        Assert.That((int)answer8.StatusCode, Is.EqualTo(200), "logout, session-ended");

        // Request 9: getUserProfile, dead
        using var answer9 = await SendAsync(
            client, "GET", "/bdoc/user-profile",
            [
                ("Cookie", $"SID={session1["SID"]}"),
            ]);
        Assert.That((int)answer9.StatusCode, Is.EqualTo(401), "getUserProfile, dead");
    }

    [Test]
    public async Task Laravel_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("laravel");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 10: login, logged-in
        using var answer10 = await SendAsync(
            client, "GET", "/api/v1/auth/github/callback?code=masked",
            [
                ("Accept", "application/json"),
            ]);
        Assert.That((int)answer10.StatusCode, Is.EqualTo(200), "login, logged-in");
        var session1 = mock.Sessions.ValuesOf(await JsonAsync(answer10, "token"))!;

        // Request 11: listCustomers, live
        using var answer11 = await SendAsync(
            client, "GET", "/api/v1/customers",
            [
                ("Accept", "application/json"),
                ("Authorization", $"Bearer {session1["token"]}"),
            ]);
        Assert.That((int)answer11.StatusCode, Is.EqualTo(200), "listCustomers, live");

        // Request 12: logout, session-ended
        using var answer12 = await SendAsync(
            client, "DELETE", "/api/v1/logout",
            [
                ("Accept", "application/json"),
                ("Authorization", $"Bearer {session1["token"]}"),
                ("Content-Type", "application/json"),
            ]);
        Assert.That((int)answer12.StatusCode, Is.EqualTo(204), "logout, session-ended");

        // Request 13: listCustomers, dead
        using var answer13 = await SendAsync(
            client, "GET", "/api/v1/customers",
            [
                ("Accept", "application/json"),
                ("Authorization", $"Bearer {session1["token"]}"),
            ]);
        Assert.That((int)answer13.StatusCode, Is.EqualTo(401), "listCustomers, dead");
    }

    [Test]
    public async Task Oauth2_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("oauth2");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 14: token, logged-in
        using var answer14 = await SendAsync(
            client, "POST", "/token",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], "grant_type=password&username=jane&password=correct-horse");
        Assert.That((int)answer14.StatusCode, Is.EqualTo(200), "token, logged-in");
        var session1 = mock.Sessions.ValuesOf(await JsonAsync(answer14, "access_token"))!;

        // Request 15: getUser, live
        using var answer15 = await SendAsync(
            client, "GET", "/userinfo",
            [
                ("Authorization", $"Bearer {session1["accessToken"]}"),
            ]);
        Assert.That((int)answer15.StatusCode, Is.EqualTo(200), "getUser, live");

        // Request 16: introspect, active
        using var answer16 = await SendAsync(
            client, "POST", "/introspect",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], $"token={session1["refreshToken"]}");
        Assert.That((int)answer16.StatusCode, Is.EqualTo(200), "introspect, active");

        // Request 17: revoke, revoked
        using var answer17 = await SendAsync(
            client, "POST", "/revoke",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], $"token={session1["refreshToken"]}&token_type_hint=refresh_token");
        Assert.That((int)answer17.StatusCode, Is.EqualTo(200), "revoke, revoked");

        // Request 18: getUser, dead
        using var answer18 = await SendAsync(
            client, "GET", "/userinfo",
            [
                ("Authorization", $"Bearer {session1["accessToken"]}"),
            ]);
        Assert.That((int)answer18.StatusCode, Is.EqualTo(401), "getUser, dead");

        // Request 19: introspect, inactive
        using var answer19 = await SendAsync(
            client, "POST", "/introspect",
            [
                ("Authorization", "Basic YXBwOnMzY3JldC1vZi1hcHA="),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ], $"token={session1["refreshToken"]}");
        Assert.That((int)answer19.StatusCode, Is.EqualTo(200), "introspect, inactive");
    }

    [Test]
    public async Task Rocketchat_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("rocketchat");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 20: login, logged-in
        using var answer20 = await SendAsync(
            client, "POST", "/api/v1/login",
            [
                ("Content-Type", "application/json"),
            ], "{\"user\":\"myusername\",\"password\":\"mypassword\"}");
        Assert.That((int)answer20.StatusCode, Is.EqualTo(200), "login, logged-in");
        var session1 = mock.Sessions.ValuesOf(await JsonAsync(answer20, "data", "authToken"))!;

        // Request 21: listMySessions, listed
        using var answer21 = await SendAsync(
            client, "GET", "/api/v1/sessions/list",
            [
                ("X-User-Id", session1["userId"]),
                ("X-Auth-Token", session1["authToken"]),
            ]);
        Assert.That((int)answer21.StatusCode, Is.EqualTo(200), "listMySessions, listed");

        // Request 22: getMe, live
        using var answer22 = await SendAsync(
            client, "GET", "/api/v1/me",
            [
                ("X-User-Id", session1["userId"]),
                ("X-Auth-Token", session1["authToken"]),
            ]);
        Assert.That((int)answer22.StatusCode, Is.EqualTo(200), "getMe, live");

        // Request 23: logoutMySession, session-ended
        using var answer23 = await SendAsync(
            client, "POST", "/api/v1/sessions/logout.me",
            [
                ("Content-Type", "application/json"),
                ("X-User-Id", session1["userId"]),
                ("X-Auth-Token", session1["authToken"]),
            ], $"{{\"sessionId\":\"{session1["sessionId"]}\"}}");
        Assert.That((int)answer23.StatusCode, Is.EqualTo(200), "logoutMySession, session-ended");

        // Request 24: getMe, dead
        using var answer24 = await SendAsync(
            client, "GET", "/api/v1/me",
            [
                ("X-User-Id", session1["userId"]),
                ("X-Auth-Token", session1["authToken"]),
            ]);
        Assert.That((int)answer24.StatusCode, Is.EqualTo(401), "getMe, dead");
    }

    [Test]
    public async Task Symphony_answers_as_recorded()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = mock.BaseAddress,
        };

        // Request 25: authenticateServiceUser, authenticated
        using var answer25 = await SendAsync(
            client, "POST", "/sessionauth/v1/authenticate", []);
        Assert.That((int)answer25.StatusCode, Is.EqualTo(200), "authenticateServiceUser, authenticated");
        var session1 = mock.Sessions.ValuesOf(await JsonAsync(answer25, "token"))!;

        // Request 26: getSessionInfo, live
        using var answer26 = await SendAsync(
            client, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session1["sessionToken"]),
            ]);
        Assert.That((int)answer26.StatusCode, Is.EqualTo(200), "getSessionInfo, live");

        // Request 27: logout, user-session-ended
        using var answer27 = await SendAsync(
            client, "POST", "/sessionauth/v1/logout",
            [
                ("sessionToken", session1["sessionToken"]),
            ]);
        Assert.That((int)answer27.StatusCode, Is.EqualTo(200), "logout, user-session-ended");

        // Request 28: getSessionInfo, dead
        using var answer28 = await SendAsync(
            client, "GET", "/pod/v2/sessioninfo",
            [
                ("sessionToken", session1["sessionToken"]),
            ]);
        Assert.That((int)answer28.StatusCode, Is.EqualTo(401), "getSessionInfo, dead");
    }

    private static string Cookie(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith(name + "=")).Split(';')[0][(name.Length + 1)..];

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
