using System.Net.Sockets;
using System.Text;

namespace LogoutContracts.Tests.Support;

/// <summary>A client on a plain socket: it sends exactly the given bytes, even invalid HTTP.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<byte> received = [];

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <param name="text">One byte per character, so that any byte can be sent.</param>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Stops without an exception if the server has closed the connection.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await socket.SendAsync(bytes)..];
        }
        catch (SocketException)
        {
            // The answer, if any, can still be read.
        }
    }

    /// <summary>Shuts down sending; reading is still possible.</summary>
    public void CloseSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next answer, with a body of Content-Length bytes; null if the connection is closed first.</summary>
    public async Task<RawAnswer?> ReadAsync(bool toHead = false)
    {
        int head;
        while ((head = EndOfHead()) < 0)
        {
            if (!await ReceiveAsync())
                return null;
        }

        var lines = Encoding.Latin1.GetString([.. received[..head]]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        received.RemoveRange(0, head);
        var answer = new RawAnswer(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), lines[1..], "");
        if (toHead || answer["Content-Length"] is not { } length)
            return answer;
        var count = int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
        while (received.Count < count && await ReceiveAsync())
        {
        }

        var body = Encoding.UTF8.GetString([.. received.Take(count)]);
        received.RemoveRange(0, Math.Min(count, received.Count));
        return answer with { Body = body };
    }

    public void Dispose() => socket.Dispose();

    private int EndOfHead()
    {
        var end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(received).IndexOf("\r\n\r\n"u8);
        return end < 0 ? end : end + 4;
    }

    private async Task<bool> ReceiveAsync()
    {
        try
        {
            var buffer = new byte[4096];
            var count = await socket.ReceiveAsync(buffer);
            received.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

internal sealed record RawAnswer(int Status, string[] Headers, string Body)
{
    public string? this[string name] =>
        Headers.FirstOrDefault(header => header.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
