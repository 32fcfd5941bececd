using System.Net.Sockets;
using System.Text;
using LogoutContracts.AdminClient;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Admin;

public sealed class Faults
{
    private const string Contract = "edin";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_delayed_answer_comes_and_others_do_not_wait_for_it()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Delay, "logout", TimeSpan.FromSeconds(1), Trigger.NextFew(1));
        var delayed = LogoutAsync(mock);
        while ((await mock.Admin.ListFaultsAsync()).Single().Seen == 0)
            await Task.Delay(5);
        (await LogoutAsync(mock)).Status.Should().Be(401);
        delayed.IsCompleted.Should().BeFalse();
        (await delayed).Status.Should().Be(401);
        (await mock.Admin.ListJournalAsync()).Entries.Select(entry => (entry.Status, entry.Fault))
            .Should().Equal((401, null), (401, FaultKind.Delay));
    }

    [Test]
    public async Task A_reset_connection_is_reset()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Reset);
        var (bytes, wasReset) = await ExchangeAsync(mock, "GET /bdoc/logout HTTP/1.1\r\nHost: x\r\n\r\n");
        bytes.Should().BeEmpty();
        wasReset.Should().BeTrue();
        (await mock.Admin.ListJournalAsync()).Entries.Select(entry => (entry.Status, entry.Variant, entry.Fault))
            .Should().Equal((0, null, FaultKind.Reset));
    }

    [Test]
    public async Task An_empty_reply_is_no_byte_and_a_closed_connection()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Empty);
        var (bytes, wasReset) = await ExchangeAsync(mock, "GET /bdoc/logout HTTP/1.1\r\nHost: x\r\n\r\n");
        bytes.Should().BeEmpty();
        wasReset.Should().BeFalse("the connection is closed normally");
    }

    [Test]
    public async Task A_truncated_body_is_shorter_than_its_head_promises()
    {
        await using var mock = await SteeredMock.StartAsync("rocketchat");
        await mock.Admin.AddFaultAsync("rocketchat", FaultKind.Truncate);
        for (var i = 0; i < 20; i++)
        {
            var (bytes, _) = await ExchangeAsync(mock, "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n", "rocketchat");
            var (head, body) = (bytes.Split("\r\n\r\n")[0], bytes.Split("\r\n\r\n", 2)[^1]);
            head.Should().StartWith("HTTP/1.1 401 ");
            var header = head.Split("\r\n").Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
            var length = int.Parse(header[16..], System.Globalization.CultureInfo.InvariantCulture);
            body.Should().HaveLength(length / 2);
        }

        var client = () => mock.SendAsync("rocketchat", new("GET", "/api/v1/me", [], null));
        await client.Should().ThrowAsync<HttpRequestException>();
    }

    // There is no body to truncate. The head must still be sent, and the connection closed.
    [Test]
    public async Task Of_an_answer_without_a_body_the_head_comes()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await mock.Admin.AddFaultAsync("laravel", FaultKind.Truncate);
        var request = "DELETE /api/v1/logout HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n"
            + $"Authorization: Bearer {await TokenAsync(mock)}\r\n\r\n";
        var (bytes, _) = await ExchangeAsync(mock, request, "laravel");
        bytes.Should().StartWith("HTTP/1.1 204 ").And.EndWith("\r\n\r\n");
    }

    [Test]
    public async Task Nothing_comes_until_the_client_gives_up()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Hang, when: Trigger.NextFew(1));
        using var impatient = new CancellationTokenSource();
        var hung = mock.SendAsync(Contract, new("GET", "/bdoc/logout", [], null), impatient.Token);
        while ((await mock.Admin.ListFaultsAsync()).Single().Met == 0)
            await Task.Delay(5);
        (await LogoutAsync(mock)).Status.Should().Be(401, "only one hangs");
        hung.IsCompleted.Should().BeFalse();
        await impatient.CancelAsync();
        var given = async () => await hung;
        await given.Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_server_with_hanging_requests_can_be_disposed_of_and_does_not_answer_them_after_all()
    {
        var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Hang);
        var hung = ExchangeAsync(mock, "GET /bdoc/logout HTTP/1.1\r\nHost: x\r\n\r\n");
        while ((await mock.Admin.ListFaultsAsync()).Single().Met == 0)
            await Task.Delay(5);
        await mock.DisposeAsync().AsTask().WaitAsync(Patience);
        (await hung).Bytes.Should().BeEmpty();
    }

    [Test]
    public async Task It_befalls_the_operation_that_is_named_as_often_as_is_said()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Empty, "logout", when: Trigger.EveryNth(2));
        var outcomes = new List<bool>();
        for (var i = 0; i < 5; i++)
        {
            (await mock.SendAsync(Contract, new("GET", "/bdoc/user-profile", [], null))).Status.Should().Be(401, "another operation");
            outcomes.Add((await ExchangeAsync(mock, "GET /bdoc/logout HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).Bytes.Length > 0);
        }

        outcomes.Should().Equal(true, false, true, false, true);
        var fault = (await mock.Admin.ListFaultsAsync()).Single();
        (fault.Seen, fault.Met).Should().Be((5, 2));
    }

    [TestCase(FaultKind.Reset)]
    [TestCase(FaultKind.Empty)]
    [TestCase(FaultKind.Hang)]
    public async Task A_request_that_is_not_answered_ends_no_session(FaultKind kind)
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var session = (await mock.Admin.OpenSessionAsync(Contract)).Values["SID"];
        var fault = await mock.Admin.AddFaultAsync(Contract, kind);
        using var impatient = new CancellationTokenSource(kind is FaultKind.Hang ? TimeSpan.FromMilliseconds(200) : Patience);
        var logout = () => mock.SendAsync(Contract, new("GET", "/bdoc/logout", [new("Cookie", $"SID={session}")], null), impatient.Token);
        await logout.Should().ThrowAsync<Exception>();
        await mock.Admin.TakeBackFaultAsync(fault.Id);
        (await mock.SendAsync(Contract, new("GET", "/bdoc/user-profile", [new("Cookie", $"SID={session}")], null))).Status.Should().Be(200);
    }

    private static Task<Reply> LogoutAsync(SteeredMock mock) => mock.SendAsync(Contract, new("GET", "/bdoc/logout", [], null));

    private static async Task<string> TokenAsync(SteeredMock mock) => (await mock.Admin.OpenSessionAsync("laravel")).Values["token"];

    /// <summary>Sends a request. Returns all bytes until the connection is closed.</summary>
    private static async Task<(string Bytes, bool WasReset)> ExchangeAsync(SteeredMock mock, string request, string contract = Contract)
    {
        var address = mock.Server.AddressOf(contract);
        using var timeout = new CancellationTokenSource(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, timeout.Token);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), timeout.Token);
        var received = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, timeout.Token) is > 0 and var count)
                received.Append(Encoding.Latin1.GetString(buffer, 0, count));
            return (received.ToString(), false);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return (received.ToString(), true);
        }
    }
}
