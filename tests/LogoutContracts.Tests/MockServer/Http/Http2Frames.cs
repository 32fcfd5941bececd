using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using LogoutContracts.MockServer;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>An HTTP/2 connection whose client may break the protocol frame by frame.</summary>
internal sealed class Http2Frames : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;
    public const byte Padded = 8;

    private readonly TcpClient tcp = new();
    private SslStream stream = null!;

    private Http2Frames()
    {
    }

    public static async Task<Http2Frames> OpenAsync(LogoutMockServer mock)
    {
        var frames = new Http2Frames();
        await frames.tcp.ConnectAsync(IPAddress.Loopback, mock.BaseAddress.Port);
        frames.stream = new(frames.tcp.GetStream());
        await frames.stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = mock.Certificates.HandlerFor().SslOptions.CertificateChainPolicy,
        });
        await frames.stream.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        await frames.SendAsync(Settings, 0, 0, []);
        return frames;
    }

    /// <summary>Sends a frame whose length is that of its payload. Stops quietly if the server has closed the connection.</summary>
    public async Task SendAsync(byte type, byte flags, int streamId, byte[] payload)
    {
        try
        {
            await stream.WriteAsync(Frame(type, flags, streamId, payload));
        }
        catch (IOException)
        {
            // What the server answered, if anything, is still to be read.
        }
    }

    public static byte[] Frame(byte type, byte flags, int streamId, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame, 9);
        return frame;
    }

    /// <summary>A header block in which every header is literal and not indexed.</summary>
    public static byte[] Block(params IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.AddRange([0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)]);
            block.AddRange([(byte)value.Length, .. Encoding.ASCII.GetBytes(value)]);
        }

        return [.. block];
    }

    /// <summary>Waits until the server has handled everything: it answers a ping, or closes.</summary>
    /// <returns>The types of the frames received until then.</returns>
    public async Task<IReadOnlyList<byte>> SettleAsync()
    {
        await SendAsync(Ping, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);
        var types = new List<byte>();
        var head = new byte[9];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(head);
                await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8]);
                types.Add(head[3]);
                if (head[3] == Ping && (head[4] & Ack) != 0)
                    return types;
            }
        }
        catch (IOException)
        {
            return types;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        tcp.Dispose();
    }
}
