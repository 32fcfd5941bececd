using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Benchmarks.Clients;

/// <summary>Sends an exact number of requests, pipelined on several connections. All answers must have the same length.</summary>
internal sealed partial class PipelinedClient(Uri address, int connections)
{
    // Requests per pipeline.
    private const int Depth = 32;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="request">Gives the bytes of a request by its number, from 0.</param>
    /// <param name="onAnswer">Called with each answer, concurrently.</param>
    /// <exception cref="IOException">The server has closed a connection.</exception>
    public async Task SendAsync(int count, Func<int, byte[]> request, Action<int, ReadOnlySpan<byte>>? onAnswer = null)
    {
        if (count == 0)
            return;
        var first = await FirstAsync(request(0));
        onAnswer?.Invoke(0, first);
        var share = (count - 1 + connections - 1) / connections;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(i =>
            Task.Run(() => SendShareAsync(1 + (i * share), Math.Min(count, 1 + ((i + 1) * share)), first.Length, request, onAnswer))));
    }

    private async Task SendShareAsync(
        int from, int to, int length, Func<int, byte[]> request, Action<int, ReadOnlySpan<byte>>? onAnswer)
    {
        using var socket = await ConnectAsync();
        var answers = new byte[length * Depth];
        var requests = new ArrayBufferWriter<byte>();
        for (var next = from; next < to; next += Depth)
        {
            var batch = Math.Min(Depth, to - next);
            using var timeout = new CancellationTokenSource(Timeout);
            requests.ResetWrittenCount();
            for (var i = 0; i < batch; i++)
                requests.Write(request(next + i));
            for (var sent = 0; sent < requests.WrittenCount;)
                sent += await socket.SendAsync(requests.WrittenMemory[sent..], timeout.Token);
            var expected = batch * length;
            for (var received = 0; received < expected;)
                received += await ReceiveAsync(socket, answers.AsMemory(received, expected - received), timeout.Token);
            for (var i = 0; i < batch; i++)
                onAnswer?.Invoke(next + i, answers.AsSpan(i * length, length));
        }
    }

    /// <returns>The bytes of the whole answer.</returns>
    private async Task<byte[]> FirstAsync(byte[] request)
    {
        using var socket = await ConnectAsync();
        using var timeout = new CancellationTokenSource(Timeout);
        await socket.SendAsync(request, timeout.Token);
        var buffer = new byte[64 * 1024];
        for (var received = 0; ;)
        {
            received += await ReceiveAsync(socket, buffer.AsMemory(received), timeout.Token);
            var text = Encoding.Latin1.GetString(buffer, 0, received);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var length = LengthPattern().Match(text) is { Success: true } match
                ? int.Parse(match.Groups["length"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (received >= end + 4 + length)
                return buffer[..(end + 4 + length)];
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return socket;
    }

    private static async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellation) =>
        await socket.ReceiveAsync(buffer, cancellation) is > 0 and var received
            ? received : throw new IOException("The server has closed the connection.");

    [GeneratedRegex(
        @"\r\nContent-Length: (?<length>\d+)\r\n",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LengthPattern();
}
