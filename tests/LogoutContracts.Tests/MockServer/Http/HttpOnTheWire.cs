using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>Valid HTTP that few clients send.</summary>
public sealed class HttpOnTheWire
{
    [Test]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var token = (await new VendorClient(mock).LoginAsync())["token"];
        using var client = await RawConnection.OpenAsync(mock.Address);
        var probe = $"GET /api/v1/customers HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\r\n";
        await client.SendAsync($"{probe}DELETE /api/v1/logout HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\r\n{probe}");
        foreach (var status in new[] { 200, 204, 401 })
            (await client.ReadAsync())!.Status.Should().Be(status);
    }

    [Test]
    public async Task A_body_that_nobody_asked_for_is_read_past()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var token = (await new VendorClient(mock).LoginAsync())["token"];
        using var client = await RawConnection.OpenAsync(mock.Address);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync(
                $"GET /api/v1/customers HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Length: 5\r\n\r\nGET /");
            (await client.ReadAsync())!.Status.Should().Be(200);
        }
    }

    [TestCase("/api/v1/logout", 405)] // a variant of the contract
    [TestCase("/api/v1/customers", 404)] // an error of the mock itself, sent without its body
    public async Task HEAD_gets_no_body(string path, int status)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var client = await RawConnection.OpenAsync(mock.Address);
        for (var i = 0; i < 2; i++)
        {
            await client.SendAsync($"HEAD {path} HTTP/1.1\r\nHost: a\r\n\r\n");
            (await client.ReadAsync(toHead: true))!.Status.Should().Be(status);
        }

        await client.SendAsync("GET /api/v1/customers HTTP/1.1\r\nHost: a\r\n\r\n");
        (await client.ReadAsync())!.Status.Should().Be(401, "the answers to HEAD have no body that could be read as this one");
    }

    [TestCase("GET /api/v1/me HTTP/1.0\r\n\r\n")]
    [TestCase("GET /api/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]
    public async Task Where_the_connection_is_not_to_be_kept_it_is_closed_after_the_answer(string request)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(request);
        (await client.ReadAsync())!.Status.Should().Be(401);
        (await client.ReadAsync()).Should().BeNull();
    }

    [Test]
    public async Task A_client_that_asks_before_it_sends_is_told_to_go_on()
    {
        await using var mock = await RunningMock.StartAsync("crafter");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync("POST /studio/api/1/services/api/1/security/login.json HTTP/1.1\r\nHost: a\r\n"
            + "Content-Type: application/json\r\nContent-Length: 37\r\nExpect: 100-continue\r\n\r\n");
        (await client.ReadAsync())!.Status.Should().Be(100);
        await client.SendAsync("""{"username":"jane.doe","password":"x"}"""[..37]);
        (await client.ReadAsync())!.Status.Should().Be(400, "the last brace is missing");
    }

    [Test]
    public async Task A_body_may_come_in_chunks()
    {
        await using var mock = await RunningMock.StartAsync("crafter");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync("POST /studio/api/1/services/api/1/security/login.json HTTP/1.1\r\nHost: a\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        string[] chunks =
        [
            "b;note=\"x\"\r\n{\"username\"\r\n", "B\r\n:\"jane.doe\"\r\n", "1c\r\n,\"password\":\"correct-horse\"}\r\n",
            "0\r\nX-Trailer: a\r\n\r\n",
        ];
        foreach (var chunk in chunks)
            await client.SendAsync(chunk);
        var answer = await client.ReadAsync();
        answer!.Status.Should().Be(200);
        answer["Set-Cookie"].Should().StartWith("JSESSIONID=");
    }

    [TestCase("rocketchat", "GET", "/api/v1/me", 401)]
    [TestCase("rocketchat", "GET", "http://a/api/v1/me", 401)]
    [TestCase("rocketchat", "GET", "/api/v1/%6De", 401)]
    [TestCase("rocketchat", "GET", "/api/./v1/../v1/me", 401)]
    [TestCase("rocketchat", "GET", "/api/v1/me?", 401)]
    [TestCase("rocketchat", "GET", "/api/v1/me?a=%&b=%ff&&=", 401)]
    [TestCase("rocketchat", "GET", "/api%2Fv1/me", 404)]
    [TestCase("rocketchat", "GET", "/api/v1/%256De", 404)]
    [TestCase("rocketchat", "GET", "//api/v1/me", 404)]
    [TestCase("rocketchat", "GET", "/api/v1/me/", 404)]
    [TestCase("rocketchat", "GET", "/api/v1/ME", 404)]
    [TestCase("rocketchat", "OPTIONS", "*", 404)]
    [TestCase("symphony", "POST", "/sessionauth/v1/app/user/7/authenticate", 400)]
    [TestCase("symphony", "POST", "/sessionauth/v1/app/user/a%2Fb/authenticate", 400)]
    [TestCase("symphony", "POST", "/sessionauth/v1/app/user/%25%20%C3%A9/authenticate", 400)]
    [TestCase("symphony", "POST", "/sessionauth/v1/app/user//authenticate", 404)]
    [TestCase("symphony", "POST", "/sessionauth/v1/app/user/a/b/authenticate", 404)]
    public async Task A_path_is_read_once_decoded(string contract, string method, string target, int status)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync($"{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        (await client.ReadAsync())!.Status.Should().Be(status);
    }

    [TestCase("Cookie: SID={0}\r\n", 200)]
    [TestCase("cookie: a=b; SID={0}; c\r\n", 200)]
    [TestCase("Cookie: a=b\r\nCookie: SID={0}\r\n", 200)]
    [TestCase("Cookie: ;;=;SID;SID={0};\r\n", 200)]
    [TestCase("Set-Cookie: SID={0}; Path=/; HttpOnly\r\n", 200)]
    [TestCase("Cookie: SID=\r\nSet-Cookie: SID={0}\r\n", 200)]
    [TestCase("Cookie: sid={0}\r\n", 401)]
    [TestCase("Cookie: XSID={0}\r\n", 401)]
    [TestCase("Cookie: SID=\"{0}\"\r\n", 401)]
    [TestCase("Set-Cookie: a=b, SID={0}\r\n", 401)]
    public async Task A_cookie_is_found_among_others(string headers, int status)
    {
        await using var mock = await RunningMock.StartAsync("edin");
        using var client = await RawConnection.OpenAsync(mock.Address);
        var cookies = headers.Replace("{0}", VendorClient.Seeded(mock.Plan.Live)["SID"], StringComparison.Ordinal);
        await client.SendAsync($"GET /bdoc/user-profile HTTP/1.1\r\nHost: a\r\n{cookies}\r\n");
        (await client.ReadAsync())!.Status.Should().Be(status);
    }
}
