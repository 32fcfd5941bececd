using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>What a web page could send, or an attacker who rebinds a name, never changes the server.</summary>
public sealed class AdminGate
{
    private const string Json = "Content-Type: application/json\r\n";
    private const string Host = "Host: 127.0.0.1\r\n";

    [TestCase("", TestName = "Needs_JSON(no media type)")]
    [TestCase("Content-Type: text/plain\r\n", TestName = "Needs_JSON(text)")]
    [TestCase("Content-Type: application/x-www-form-urlencoded\r\n", TestName = "Needs_JSON(a form)")]
    [TestCase("Content-Type: multipart/form-data; boundary=a\r\n", TestName = "Needs_JSON(a form with files)")]
    [TestCase("Content-Type: text/plain, application/json\r\n", TestName = "Needs_JSON(two in one)")]
    [TestCase("Content-Type: text/plain; application/json\r\n", TestName = "Needs_JSON(as a parameter)")]
    [TestCase("Content-Type: text/plain\r\nContent-Type: application/json\r\n", TestName = "Needs_JSON(two)")]
    public async Task A_change_needs_JSON(string mediaType)
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var fault = mock.Server["edin"].Break(new Fault.Reset());
        foreach (var line in (string[])
            [
                "POST /__admin/reset", "POST /reset", "DELETE /__admin/faults", $"DELETE /__admin/faults/{fault}",
                "DELETE /__admin/journal",
            ])
        {
            (await StatusAsync(mock, $"{line} HTTP/1.1\r\n{Host}{mediaType}Content-Length: 0\r\n\r\n")).Should().Be(415, line);
        }

        foreach (var (path, body) in ((string, string)[])[
            ("sessions", """{"contract":"edin"}"""), ("clock/advance", """{"by":"PT1H"}"""),
            ("force", """{"contract":"edin","variant":"replay"}""")])
        {
            var request = $"POST /__admin/{path} HTTP/1.1\r\n{Host}{mediaType}Content-Length: {body.Length}\r\n\r\n{body}";
            (await StatusAsync(mock, request)).Should().Be(415, path);
        }

        (await mock.Admin.ListFaultsAsync()).Should().ContainSingle("nothing has changed");
        (await mock.Admin.ListForcedAsync()).Should().BeEmpty();
    }

    [TestCase("Content-Type: application/json\r\n")]
    [TestCase("Content-Type: application/json; charset=utf-8\r\n")]
    [TestCase("content-type: Application/JSON\r\n")]
    public async Task With_JSON_it_is_done(string mediaType)
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        mock.Server["edin"].Break(new Fault.Reset());
        (await StatusAsync(mock, $"DELETE /__admin/faults HTTP/1.1\r\n{Host}{mediaType}\r\n")).Should().Be(204);
        (await mock.Admin.ListFaultsAsync()).Should().BeEmpty();
    }

    [TestCase("POST /reset HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin:\r\n", 403)]
    [TestCase("GET /contracts HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: \r\n", 403)]
    [TestCase("POST /reset HTTP/1.1\r\nHost:\r\n", 400)]
    [TestCase("GET /contracts HTTP/1.1\r\nHost: \r\n", 400)]
    [TestCase("POST /reset HTTP/1.0\r\n", 400)]
    [TestCase("GET /contracts HTTP/1.0\r\n", 400)]
    [TestCase("GET /health HTTP/1.0\r\n", 400)]
    [TestCase("GET /contracts HTTP/1.0\r\nHost: evil.example\r\n", 403)]
    [TestCase("GET /contracts HTTP/1.0\r\nHost: localhost\r\n", 200)]
    public async Task Nobody_gets_in_without_saying_where_to(string head, int status)
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        (await StatusAsync(mock, $"{head}{Json}Content-Length: 0\r\n\r\n")).Should().Be(status);
    }

    [Test]
    public async Task The_answers_say_what_to_send()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var answers = new List<string>();
        foreach (var request in (string[])[$"POST /reset HTTP/1.1\r\n{Host}Content-Length: 0\r\n\r\n", "GET /contracts HTTP/1.0\r\n\r\n"])
        {
            using var client = await RawConnection.OpenAsync(mock.Server.AdminAddress!);
            await client.SendAsync(request);
            answers.Add((await client.ReadAsync())!.Body);
        }

        await Snapshot.Verify(string.Join("\n", answers), nameof(AdminGate));
    }

    private static async Task<int> StatusAsync(SteeredMock mock, string request)
    {
        using var client = await RawConnection.OpenAsync(mock.Server.AdminAddress!);
        await client.SendAsync(request);
        return (await client.ReadAsync())!.Status;
    }
}
