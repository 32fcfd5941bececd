using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>How long a program takes from its start to its first answer.</summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly byte[] Request = "POST /api/v1/sessions/logout.me HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    /// <param name="args">Given the port on which the answer is awaited.</param>
    /// <param name="talks">Whether the program is a host of ours, and says when it got where.</param>
    public static async Task<Start> MeasureAsync(string program, Func<int, IEnumerable<string>> args, bool talks)
    {
        var port = FreePort.Next();
        var started = Stopwatch.GetTimestamp();
        using var child = Child.Start(program, args(port), (HostProtocol.StartedVariable, started.ToString(CultureInfo.InvariantCulture)));
        while (!await AnswersAsync(port))
        {
            if (child.HasEnded || Stopwatch.GetElapsedTime(started) > Timeout)
                throw new InvalidOperationException($"'{program}' gave no answer.");
            await Task.Delay(1);
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new(elapsed, talks ? (await RunningServer.ReadAsync(child)).Numbers : new Dictionary<string, double>(StringComparer.Ordinal));
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            return false;
        }

        using var timeout = new CancellationTokenSource(Timeout);
        await socket.SendAsync(Request, timeout.Token);
        var answer = new byte[64];
        var received = await socket.ReceiveAsync(answer, timeout.Token);
        return answer.AsSpan(0, received).StartsWith("HTTP/1.1 4"u8) ? true : throw new InvalidOperationException("The first answer is not the refusal that a request without credentials gets.");
    }
}

/// <param name="Phases">When the program got where, in milliseconds; empty where it does not say.</param>
internal sealed record Start(double Milliseconds, IReadOnlyDictionary<string, double> Phases);
