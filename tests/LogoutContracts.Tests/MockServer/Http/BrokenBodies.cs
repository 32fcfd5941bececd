using System.Collections.Concurrent;
using System.Net;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>A request body that the client breaks is the client's mistake: 400 or a closed connection, and no error of the mock.</summary>
public sealed class BrokenBodies
{
    private const string Path = "/api/v1/sessions/logout.me";

    [TestCase("FFFFFFFFF\r\n")]
    [TestCase("FFFFFFFF\r\n{}\r\n0\r\n\r\n")]
    [TestCase("80000000\r\n{}\r\n0\r\n\r\n")]
    [TestCase("7FFFFFFFF\r\n{}\r\n0\r\n\r\n")]
    [TestCase("00000000000000000002\r\n{}\r\n0\r\n\r\n")]
    [TestCase("xyz\r\n")]
    [TestCase("2\r\n{}X0\r\n\r\n")]
    [TestCase("2\n{}\n0\n\n")]
    public async Task An_invalid_chunk_gets_400_and_ends_the_connection(string chunks)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync(
            $"POST {Path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        var answer = await client.ReadAsync();
        answer!.Status.Should().Be(400);
        answer["Content-Type"].Should().Be("application/problem+json");
        (await client.ReadAsync()).Should().BeNull("nobody knows where the next request starts");
    }

    [TestCase("2\r\n{}\r\n", "xyz\r\n")]
    [TestCase("2\r\n{}\r\n0\r\nno tr", "ailer\r\n\r\n")]
    [TestCase("2\r\n{}\r\n0\r\nTrailer: a\r\n: no", " name\r\n\r\n")]
    public async Task A_chunked_body_that_breaks_later_gets_400(string first, string later)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        using var client = await RawConnection.OpenAsync(mock.Address);

        // The answer to the first request shows that the mock has read what was sent with it.
        await client.SendAsync(
            "GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"
            + $"POST {Path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{first}");
        (await client.ReadAsync())!.Status.Should().Be(401);
        await client.SendAsync(later);
        (await client.ReadAsync())!.Status.Should().Be(400);
        (await client.ReadAsync()).Should().BeNull("nobody knows where the next request starts");
    }

    public static IEnumerable<TestCaseData> Attacks()
    {
        (string Name, Func<Http2Frames, Task> Run)[] attacks =
        [
            ("more data than announced", async http => await BodyAsync(http, "5", 10, Http2Frames.EndStream)),
            ("less data than announced", async http => await BodyAsync(http, "10", 5, Http2Frames.EndStream)),
            ("no data where some is announced", async http => await OpenAsync(http, "10", Http2Frames.EndStream)),
            ("a reset before the body", async http =>
            {
                await OpenAsync(http, "10");
                await ResetAsync(http);
            }),
            ("a reset within the body", async http =>
            {
                await BodyAsync(http, "10", 5, 0);
                await ResetAsync(http);
            }),
            ("data after a reset", async http =>
            {
                await BodyAsync(http, "10", 5, 0);
                await ResetAsync(http);
                await http.SendAsync(Http2Frames.Data, Http2Frames.EndStream, 1, new byte[5]);
            }),
            ("a window that is enlarged by nothing", async http => await WindowAsync(http, 1, 0)),
            ("a window that overflows", async http => await WindowAsync(http, 1, int.MaxValue)),
            ("a connection's window that overflows", async http => await WindowAsync(http, 0, int.MaxValue)),
            ("more data than the window", async http =>
            {
                await OpenAsync(http, "1048576");
                for (var i = 0; i < 128; i++)
                    await http.SendAsync(Http2Frames.Data, 0, 1, new byte[16_384]);
            }),
            ("more padding than data", async http =>
            {
                await OpenAsync(http, "10");
                await http.SendAsync(Http2Frames.Data, Http2Frames.Padded, 1, [200, 1, 2]);
            }),
            ("data on a stream that was never opened", async http => await http.SendAsync(Http2Frames.Data, Http2Frames.EndStream, 7, [1])),
            ("a continuation of nothing", async http => await http.SendAsync(Http2Frames.Continuation, Http2Frames.EndHeaders, 1, [])),
            ("trailers that end nothing", async http =>
            {
                await BodyAsync(http, "10", 5, 0);
                await http.SendAsync(Http2Frames.Headers, Http2Frames.EndHeaders, 1, Http2Frames.Block(("x-trailer", "a")));
            }),
            ("trailers with a pseudo-header", async http =>
            {
                await BodyAsync(http, "10", 5, 0);
                await http.SendAsync(
                    Http2Frames.Headers, Http2Frames.EndHeaders | Http2Frames.EndStream, 1, Http2Frames.Block((":path", "/")));
            }),
            ("settings of the wrong length", async http => await http.SendAsync(Http2Frames.Settings, 0, 0, new byte[5])),
            ("a goodbye within the body", async http =>
            {
                await BodyAsync(http, "10", 5, 0);
                await http.SendAsync(Http2Frames.GoAway, 0, 0, new byte[8]);
            }),
            ("a header block that cannot be decoded", async http =>
                await http.SendAsync(
                    Http2Frames.Headers, Http2Frames.EndHeaders | Http2Frames.EndStream, 1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        ];
        return attacks.Select(attack => new TestCaseData(attack.Run).SetArgDisplayNames(attack.Name));
    }

    [TestCaseSource(nameof(Attacks))]
    public async Task A_client_that_breaks_HTTP_2_disturbs_nobody(object attack)
    {
        var errors = new ConcurrentQueue<Exception>();
        await using (var mock = await LogoutMockServer.StartAsync([Plans.Of("rocketchat")], new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = null,
            Tls = ServerTls.InMemory(),
            OnError = errors.Enqueue,
        }))
        {
            await using (var http = await Http2Frames.OpenAsync(mock))
            {
                await ((Func<Http2Frames, Task>)attack)(http);
                await http.SettleAsync();
            }

            using var next = new HttpClient(mock.Certificates.HandlerFor()) { BaseAddress = mock.BaseAddress };
            (await next.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        errors.Should().BeEmpty("the client caused it");
    }

    private static Task OpenAsync(Http2Frames http, string length, byte flags = 0) => http.SendAsync(
        Http2Frames.Headers, (byte)(Http2Frames.EndHeaders | flags), 1, Http2Frames.Block(
            (":method", "POST"), (":scheme", "https"), (":path", Path), (":authority", "localhost"),
            ("content-type", "application/json"), ("content-length", length)));

    private static async Task BodyAsync(Http2Frames http, string length, int sent, byte flags)
    {
        await OpenAsync(http, length);
        await http.SendAsync(Http2Frames.Data, flags, 1, new byte[sent]);
    }

    private static Task ResetAsync(Http2Frames http) => http.SendAsync(Http2Frames.Reset, 0, 1, [0, 0, 0, 8]);

    private static async Task WindowAsync(Http2Frames http, int stream, int increment)
    {
        await BodyAsync(http, "10", 5, 0);
        var payload = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(payload, increment);
        await http.SendAsync(Http2Frames.WindowUpdate, 0, stream, payload);
    }
}
