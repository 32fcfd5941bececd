using System.Net.Security;

namespace LogoutContracts.Fuzz.Servers;

/// <summary>Bytes in place of a TLS handshake.</summary>
internal sealed class TlsTarget() : ServerTarget("tls", isOverTls: true)
{
    public override IReadOnlyList<byte[]> Samples { get; } = [Greeting(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray()];

    public override IReadOnlyList<byte[]> Words { get; } = [[0x16, 3, 1], [0x17, 3, 3], [0x15, 3, 3, 0, 2, 2, 40], [0, 0], [0xff, 0xff]];

    protected override async Task<string?> SendAsync(byte[] input)
    {
        await RawExchange.OfAsync(Server.BaseAddress, input);
        return null;
    }

    /// <summary>The first message of a TLS client (ClientHello).</summary>
    private static byte[] Greeting()
    {
        using var sent = new SentOnly();
        using var tls = new SslStream(sent);
        try
        {
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost" });
        }
        catch (IOException)
        {
            // There is no server, so the handshake ends after the first message.
        }

        return sent.ToArray();
    }

    private sealed class SentOnly : MemoryStream
    {
        public override int Read(Span<byte> buffer) => 0;

        public override int Read(byte[] buffer, int offset, int count) => 0;
    }
}
