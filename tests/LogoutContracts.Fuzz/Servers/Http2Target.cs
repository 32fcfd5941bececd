using System.Net.Security;
using System.Net.Sockets;
using LogoutContracts.Tests.MockServer.Http;

namespace LogoutContracts.Fuzz.Servers;

/// <summary>Bytes in place of HTTP/2 frames, over TLS.</summary>
internal sealed class Http2Target() : ServerTarget("http2", isOverTls: true)
{
    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    public override IReadOnlyList<byte[]> Samples { get; } = [Logout(), [.. Logout(), .. Logout()], Login()];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        Frame(Http2Frames.Reset, 0, 1, [0, 0, 0, 8]), Frame(Http2Frames.Settings, 0, 0, [0, 4, 0x7f, 0xff, 0xff, 0xff]),
        Frame(Http2Frames.Settings, 0, 0, [0, 1, 0, 0, 0, 0]), Frame(Http2Frames.WindowUpdate, 0, 1, [0x7f, 0xff, 0xff, 0xff]),
        Frame(Http2Frames.Ping, 0, 0, new byte[8]), Frame(Http2Frames.GoAway, 0, 0, new byte[8]),
        Frame(Http2Frames.Continuation, Http2Frames.EndHeaders, 1, []), Frame(Http2Frames.Data, Http2Frames.EndStream, 1, []),
        [0x3f, 0xe1, 0xff, 0x03], [0xff, 0xff, 0xff, 0xff],
    ];

    protected override async Task<string?> SendAsync(byte[] input)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", Server.BaseAddress.Port);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = Server.Certificates.HandlerFor().SslOptions.CertificateChainPolicy,
        });
        try
        {
            var sending = SendAsync(tls, [.. Preface, .. Frame(Http2Frames.Settings, 0, 0, []), .. input]);
            await tls.CopyToAsync(Stream.Null);
            await sending;
        }
        catch (IOException)
        {
            // The server may close the connection of a client that breaks the protocol.
        }

        return null;
    }

    private static async Task SendAsync(SslStream tls, byte[] bytes)
    {
        await tls.WriteAsync(bytes);
        await tls.ShutdownAsync();
    }

    private static byte[] Logout() => Frame(
        Http2Frames.Headers, Http2Frames.EndHeaders | Http2Frames.EndStream, 1, Http2Frames.Block(
            (":method", "DELETE"), (":scheme", "https"), (":path", "/api/v1/logout"), (":authority", "localhost"),
            ("authorization", "Bearer 1|a")));

    private static byte[] Login() =>
    [
        .. Frame(Http2Frames.Headers, Http2Frames.EndHeaders, 1, Http2Frames.Block(
            (":method", "POST"), (":scheme", "https"), (":path", "/api/v1/login"), (":authority", "localhost"),
            ("content-type", "application/json"), ("content-length", "2"))),
        .. Frame(Http2Frames.Data, Http2Frames.EndStream, 1, "{}"u8.ToArray()),
    ];

    private static byte[] Frame(byte type, byte flags, int streamId, byte[] payload) => Http2Frames.Frame(type, flags, streamId, payload);
}
