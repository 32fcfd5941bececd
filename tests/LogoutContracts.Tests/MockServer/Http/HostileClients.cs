using System.Text;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>Clients that send invalid HTTP, too much, or nothing. The mock must answer the next client correctly.</summary>
public sealed class HostileClients
{
    private const string Json = "Content-Type: application/json\r\n";
    private const string Post = "POST /api/v1/sessions/logout.me HTTP/1.1\r\nHost: a\r\n" + Json;

    public static IEnumerable<TestCaseData> Malformed()
    {
        (string Name, string Bytes)[] cases =
        [
            ("garbage", "\u0001\u00ff\u0000garbage\r\n\r\n"),
            ("a TLS greeting", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
            ("no version", "GET /api/v1/me\r\n\r\n"),
            ("a version that does not exist", "GET /api/v1/me HTTP/9.9\r\nHost: a\r\n\r\n"),
            ("two spaces", "GET  /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("no method", " /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("a method with a bracket", "G(T /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("a NUL in the path", "GET /api\u0000/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("an encoded NUL in the path", "GET /api%00/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("a truncated escape in the path", "GET /api/v1/me%2 HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("bytes that are not UTF-8 in the path", "GET /api/v1/%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("half a surrogate pair in the path", "GET /api/v1/%ED%A0%80 HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("a NUL in a header", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Auth-Token: a\u0000b\r\n\r\n"),
            (
                "bytes that are not UTF-8 in a header",
                "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Auth-Token: \u00ff\u00fe\r\nX-User-Id: \u00ff\r\n\r\n"),
            ("a header without a colon", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Auth-Token\r\n\r\n"),
            ("a header with a space in its name", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX Auth: a\r\n\r\n"),
            ("a header without a name", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\n: a\r\n\r\n"),
            ("a folded header", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Auth-Token: a\r\n b\r\n\r\n"),
            ("bare line feeds", "GET /api/v1/me HTTP/1.1\nHost: a\n\n"),
            ("no host", "GET /api/v1/me HTTP/1.1\r\n\r\n"),
            ("two hosts", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
            ("an invalid host", "GET /api/v1/me HTTP/1.1\r\nHost: a/b?c\r\n\r\n"),
            ("a negative length", $"{Post}Content-Length: -1\r\n\r\n"),
            ("a length that is not a number", $"{Post}Content-Length: ten\r\n\r\n"),
            ("a length that is too large for any number type", $"{Post}Content-Length: 99999999999999999999\r\n\r\n"),
            ("two lengths", $"{Post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}}}"),
            ("a length and chunks", $"{Post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{{}}"),
            ("an unknown encoding", $"{Post}Transfer-Encoding: braille\r\n\r\n{{}}"),
            ("a chunk whose size is not a number", $"{Post}Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
            ("a chunk with a negative size", $"{Post}Transfer-Encoding: chunked\r\n\r\n-2\r\n{{}}\r\n0\r\n\r\n"),
            ("a truncated chunk", $"{Post}Transfer-Encoding: chunked\r\n\r\n5\r\n{{}}"),
            ("a truncated body", $"{Post}Content-Length: 10\r\n\r\n{{}}"),
            ("a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"),
            ("a target with a foreign host", "GET http://example.com/api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("a target that is not a URL", "GET http://[/api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("headers that are too large", $"GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX-Auth-Token: {new string('a', 100_000)}\r\n\r\n"),
            (
                "too many headers",
                $"GET /api/v1/me HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-{i}: a\r\n"))}\r\n"),
            ("a target that is too long", $"GET /{new string('a', 100_000)} HTTP/1.1\r\nHost: a\r\n\r\n"),
        ];
        return cases.Select(each => new TestCaseData(each.Bytes).SetArgDisplayNames(each.Name));
    }

    [TestCaseSource(nameof(Malformed))]
    public async Task Malformed_HTTP_is_refused(string bytes)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using (var client = await RawConnection.OpenAsync(mock.Address))
        {
            await client.SendAsync(bytes);
            (await client.ReadAsync())!.Status.Should().BeInRange(400, 599);
        }

        await AnswersTheNextAsync(mock);
    }

    [TestCase("", TestName = "Without_a_request_there_is_no_answer(nothing)")]
    [TestCase("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", TestName = "Without_a_request_there_is_no_answer(the preface of HTTP/2)")]
    public async Task Without_a_request_there_is_no_answer(string bytes)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using (var client = await RawConnection.OpenAsync(mock.Address))
        {
            await client.SendAsync(bytes);
            client.CloseSending();
            (await client.ReadAsync()).Should().BeNull("the connection is closed");
        }

        await AnswersTheNextAsync(mock);
    }

    [TestCase("Content-Length: 1048577\r\n\r\n", 413)]
    [TestCase("Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n", 413)]
    [TestCase("Content-Length: 9223372036854775807\r\n\r\n", 413)]
    public async Task A_body_that_is_announced_as_too_large_is_refused_unread(string rest, int status)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using (var client = await RawConnection.OpenAsync(mock.Address))
        {
            await client.SendAsync($"{Post}{rest}");
            var answer = await client.ReadAsync();
            answer!.Status.Should().Be(status);
            answer["Content-Type"].Should().Be("application/problem+json");
            await Testing.Snapshot.Verify(answer.Body, "HostileClients.body-too-large");
        }

        await AnswersTheNextAsync(mock);
    }

    [Test]
    public async Task A_body_that_grows_too_large_is_refused_or_cut_off()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using (var client = await RawConnection.OpenAsync(mock.Address))
        {
            await client.SendAsync($"{Post}Transfer-Encoding: chunked\r\n\r\n");
            var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
            for (var i = 0; i < 32; i++)
                await client.SendAsync(chunk);
            await client.SendAsync("0\r\n\r\n");
            IsCutOffOr(413, await client.ReadAsync());
        }

        await AnswersTheNextAsync(mock);
    }

    [Test]
    public async Task A_body_of_just_the_limit_is_read()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var session = await new VendorClient(mock).LoginAsync();
        using (var client = await RawConnection.OpenAsync(mock.Address))
        {
            var body = $$"""{"sessionId":"{{session["sessionId"]}}"}""";
            await client.SendAsync(Logout(session, body.PadRight(1 << 20)));
            (await client.ReadAsync())!.Status.Should().Be(200);
        }

        await AnswersTheNextAsync(mock);
    }

    [Test]
    public async Task A_client_that_never_finishes_keeps_nobody_waiting()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var slow = new List<RawConnection>();
        string[] beginnings =
        [
            "GET /api/v1/me HT", "GET /api/v1/me HTTP/1.1\r\nHost: a\r\n", $"{Post}Content-Length: 10\r\n\r\n{{",
        ];
        foreach (var beginning in beginnings)
        {
            for (var i = 0; i < 30; i++)
            {
                slow.Add(await RawConnection.OpenAsync(mock.Address));
                await slow[^1].SendAsync(beginning);
            }
        }

        for (var i = 0; i < 30; i++)
            await AnswersTheNextAsync(mock);
        slow.ForEach(client => client.Dispose());
    }

    // If a client closes its sending side before Kestrel has answered, Kestrel treats the client as gone.
    [Test]
    public async Task A_client_that_closes_its_side_gets_its_answer_or_is_cut_off()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        for (var i = 0; i < 20; i++)
        {
            using var client = await RawConnection.OpenAsync(mock.Address);
            await client.SendAsync("GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n");
            client.CloseSending();
            IsCutOffOr(401, await client.ReadAsync());
            (await client.ReadAsync()).Should().BeNull();
        }

        await AnswersTheNextAsync(mock);
    }

    [Test]
    public async Task Clients_that_leave_before_the_answer_do_no_harm()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        for (var i = 0; i < 50; i++)
        {
            using var client = await RawConnection.OpenAsync(mock.Address);
            await client.SendAsync(string.Concat(Enumerable.Repeat("GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n", 20)));
        }

        await AnswersTheNextAsync(mock);
    }

    // Rocket.Chat's contract defines the answer to text that is not JSON.
    [TestCase("""{"sessionId":""")]
    [TestCase("""{"sessionId":"\ud800"}""")]
    [TestCase("""{"sessionId":"\uD83D\u0041"}""")]
    [TestCase("""{"sessionId":"a","\udc00":1}""")]
    [TestCase("{\"sessionId\":\"\u00ff\u00fe\"}")]
    [TestCase("{\"sessionId\":\"\u00ed\u00a0\u0080\"}")]
    [TestCase("{\"sessionId\":\"a\u0000b\"}")]
    [TestCase("\u00ef\u00bb\u00bf{\"sessionId\":\"a\"}")]
    [TestCase("{'sessionId':'a'}")]
    [TestCase("""{"sessionId":"a",}""")]
    [TestCase("""{"sessionId":"a"} {}""")]
    [TestCase("""{"sessionId":NaN}""")]
    public async Task Text_that_is_no_JSON_is_malformed(string body)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        await IsMalformedAsync(mock, body);
    }

    [TestCase("[", "]")]
    [TestCase("{\"a\":", "}")]
    [TestCase("[", "")]
    public async Task JSON_that_is_nested_ten_thousand_deep_is_malformed(string opening, string closing)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var inner = opening is "[" ? "" : "1";
        var nested = string.Concat(Enumerable.Repeat(opening, 10_000)) + inner + string.Concat(Enumerable.Repeat(closing, 10_000));
        await IsMalformedAsync(mock, nested);
    }

    [Test]
    public async Task Of_a_property_that_comes_twice_the_last_counts()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var session = await new VendorClient(mock).LoginAsync();
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(Logout(session, $$"""{"sessionId":"nobody's","sessionId":"{{session["sessionId"]}}"}"""));
        (await client.ReadAsync())!.Status.Should().Be(200);
    }

    [TestCase("""{"sessionId":"\u0022\u005c\n\u0000 \ud83d\ude00 <&>'"}""")]
    [TestCase("{\"sessionId\":\"\u00f0\u009f\u0098\u0080\"}")]
    public async Task An_id_may_be_any_text(string body)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var session = await new VendorClient(mock).LoginAsync();
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(Logout(session, body));
        (await client.ReadAsync())!.Status.Should().Be(404, "no session has that id");

        // A forced answer repeats the id.
        await client.SendAsync(Logout(session, body, "Prefer: code=200\r\n"));
        var answer = await client.ReadAsync();
        using var sent = System.Text.Json.JsonDocument.Parse(Encoding.Latin1.GetBytes(body));
        System.Text.Json.JsonElement.Parse(answer!.Body).GetProperty("sessionId").GetString()
            .Should().Be(sent.RootElement.GetProperty("sessionId").GetString());
    }

    private static async Task IsMalformedAsync(RunningMock mock, string body)
    {
        var session = await new VendorClient(mock).LoginAsync();
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(Logout(session, body));
        var answer = await client.ReadAsync();
        answer!.Status.Should().Be(mock.Plan.Find("logoutMySession", "malformed-json").Answer!.Status);
        answer.Body.Should().Be(mock.Plan.Find("logoutMySession", "malformed-json").Answer!.Body!.Text.Text);
        (await new VendorClient(mock).IsLiveAsync(session)).Should().BeTrue();
    }

    private static string Logout(IReadOnlyDictionary<string, string> session, string body, string more = "") =>
        $"POST /api/v1/sessions/logout.me HTTP/1.1\r\nHost: a\r\nX-User-Id: {session["userId"]}\r\n"
        + $"X-Auth-Token: {session["authToken"]}\r\n{Json}{more}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Checks for the status or a closed connection; both are possible if the client stops sending or sends too much.</summary>
    private static void IsCutOffOr(int status, RawAnswer? answer) => (answer?.Status ?? status).Should().Be(status);

    private static async Task AnswersTheNextAsync(RunningMock mock) =>
        (await new VendorClient(mock).IsLiveAsync(VendorClient.Seeded(mock.Plan.Live)))
            .Should().BeTrue("the mock should still answer good requests");
}
