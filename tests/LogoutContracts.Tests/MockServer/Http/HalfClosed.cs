using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>A client that has sent its request may say that it will send nothing more (TCP's FIN), and still wants its answer.</summary>
public sealed class HalfClosed
{
    private const string Probe = "GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n";
    private const int Rounds = 50;

    [Test]
    public async Task A_complete_request_is_answered()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        for (var i = 0; i < Rounds; i++)
        {
            using var client = await RawConnection.OpenAsync(mock.Address);
            await client.SendAsync(Probe);
            client.CloseSending();
            (await client.ReadAsync())!.Status.Should().Be(401);
            (await client.ReadAsync()).Should().BeNull("the server closes its side, too");
        }
    }

    [TestCase("Content-Length: 2\r\n\r\n{}")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")]
    public async Task A_request_with_a_body_is_answered_and_ends_its_session(string rest)
    {
        await using var mock = await RunningMock.StartAsync("edin");
        for (var i = 0; i < Rounds; i++)
        {
            var session = mock.Server.Sessions.Open();
            using var client = await RawConnection.OpenAsync(mock.Address);
            await client.SendAsync($"GET /bdoc/logout HTTP/1.1\r\nHost: a\r\nCookie: SID={session["SID"]}\r\n{rest}");
            client.CloseSending();
            (await client.ReadAsync())!.Status.Should().Be(200);
        }
    }

    [Test]
    public async Task Pipelined_requests_are_all_answered()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(string.Concat(Enumerable.Repeat(Probe, Rounds)));
        client.CloseSending();
        for (var i = 0; i < Rounds; i++)
            (await client.ReadAsync())!.Status.Should().Be(401);
        (await client.ReadAsync()).Should().BeNull();
    }

    [Test]
    public async Task An_answer_that_takes_a_while_arrives()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        mock.Server.Break(new Fault.Delay(TimeSpan.FromMilliseconds(300)));
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(Probe);
        client.CloseSending();
        (await client.ReadAsync())!.Status.Should().Be(401);
    }

    [Test]
    public async Task A_request_that_is_not_complete_is_not_waited_for()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(Probe[..^2]);
        client.CloseSending();
        (await client.ReadAsync())?.Status.Should().Be(400);
    }

    [Test]
    public async Task A_client_that_leaves_a_request_that_hangs_is_forgotten()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        mock.Server.Break(new Fault.Hang());
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(Probe);
        client.CloseSending();
        (await client.ReadAsync()).Should().BeNull("the server closes the connection");
    }

    [Test]
    public async Task Socat_gets_its_answer()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var script = new BashScript("socat");
        var result = await script.RunAsync($"""for i in $(seq {Rounds}); do printf '{Probe.Replace("\r\n", "\\r\\n", StringComparison.Ordinal)}' | socat -t 10 - TCP:127.0.0.1:{mock.Address.Port} | head -1; done | sort | uniq -c""");
        result.Out.Trim().Should().Be($"{Rounds} HTTP/1.1 401 Unauthorized");
    }
}
