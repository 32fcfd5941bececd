using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LogoutContracts.Tests.Support;

/// <summary>A fake vendor server whose answers the test defines. One request per connection.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, CancellationToken, Task<byte[]>> answer;
    private readonly Task serving;

    private StandIn(Func<string, CancellationToken, Task<byte[]>> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <param name="answer">The whole answer, one byte per character.</param>
    public static StandIn Answering(string answer) => Answering(Encoding.Latin1.GetBytes(answer));

    public static StandIn Answering(byte[] answer) => new((_, _) => Task.FromResult(answer));

    /// <param name="answer">Maps the request to the whole answer, both with one byte per character.</param>
    public static StandIn Answering(Func<string, string> answer) =>
        new((request, _) => Task.FromResult(Encoding.Latin1.GetBytes(answer(request))));

    /// <param name="received">The first request.</param>
    public static StandIn Answering(string answer, out Task<string> received)
    {
        var first = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        received = first.Task;
        return new((request, _) =>
        {
            first.TrySetResult(request);
            return Task.FromResult(Encoding.Latin1.GetBytes(answer));
        });
    }

    /// <summary>Reads requests and never answers.</summary>
    public static StandIn Silent() => new(async (_, stopped) =>
    {
        await Task.Delay(Timeout.Infinite, stopped);
        return [];
    });

    /// <summary>A proxy between a client and a mock.</summary>
    /// <param name="alter">
    /// Maps the request to the answer, both with one byte per character. Its second argument has the mock answer a request.
    /// </param>
    public static StandIn Before(RunningMock mock, Func<string, Func<string, Task<string>>, Task<string>> alter) =>
        new(async (request, stopped) =>
            Encoding.Latin1.GetBytes(await alter(request, forwarded => ForwardAsync(mock.Address, forwarded, stopped))));

    /// <summary>Accepts no more connections, as if its process had ended.</summary>
    public void Close() => listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e)
            when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test has ended, or has closed the listener.
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var request = await ReadRequestAsync(client.GetStream(), stop.Token);
                await client.GetStream().WriteAsync(await answer(request, stop.Token), stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client has disconnected, or the test has ended.
            }
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken stopped)
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        int head;
        while ((head = request.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0
            || request.Length < head + 4 + LengthOf(request.ToString()))
        {
            var count = await stream.ReadAsync(buffer, stopped);
            if (count == 0)
                break;
            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return request.ToString();
    }

    private static int LengthOf(string request)
    {
        const string Name = "\r\nContent-Length: ";
        var at = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return 0;
        var start = at + Name.Length;
        return int.Parse(request.AsSpan(start, request.IndexOf('\r', start) - start), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> ForwardAsync(Uri address, string request, CancellationToken stopped)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, stopped);
        var first = request.IndexOf("\r\n", StringComparison.Ordinal);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request.Insert(first, "\r\nConnection: close")), stopped);
        using var answer = new MemoryStream();
        await client.GetStream().CopyToAsync(answer, stopped);
        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
