using System.Net.Sockets;
using System.Text;

namespace LogoutContracts.Benchmarks.Clients;

/// <summary>What an open page does: it holds the event stream of the journal open.</summary>
internal static class JournalReader
{
    /// <summary>Opens the stream. It ends with the server.</summary>
    /// <param name="reads">If false, it never reads what the server sends.</param>
    public static async Task OpenAsync(int adminPort, bool reads)
    {
        var client = new TcpClient("127.0.0.1", adminPort) { ReceiveBufferSize = reads ? 1 << 16 : 1 << 10 };
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /__admin/journal/stream HTTP/1.1\r\nHost: 127.0.0.1:{adminPort}\r\n\r\n"));
        _ = HoldAsync(client, reads);
    }

    private static async Task HoldAsync(TcpClient client, bool reads)
    {
        using (client)
        {
            if (!reads)
                await Task.Delay(Timeout.Infinite);
            var buffer = new byte[1 << 16];
            try
            {
                while (await client.GetStream().ReadAsync(buffer) > 0)
                {
                }
            }
            catch (IOException)
            {
                // The server has ended.
            }
        }
    }
}
