using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>Measures how long a program takes from its start to its first answer.</summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly byte[] Request =
        "POST /api/v1/sessions/logout.me HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    /// <param name="args">Gives the arguments for a port.</param>
    /// <param name="reportsPhases">Whether the program is one of our hosts, which print when they reach each phase.</param>
    /// <exception cref="InvalidOperationException">There is no answer in time, or the wrong one.</exception>
    public static async Task<Start> MeasureAsync(string program, Func<int, IEnumerable<string>> args, bool reportsPhases)
    {
        var port = FreePort.Next();
        var started = Stopwatch.GetTimestamp();
        var variable = (HostProtocol.StartedVariable, started.ToString(CultureInfo.InvariantCulture));
        using var child = Child.Start(program, args(port), variable);
        while (!await AnswersAsync(port))
        {
            if (child.HasEnded || Stopwatch.GetElapsedTime(started) > Timeout)
                throw new InvalidOperationException($"'{program}' did not answer.");
            await Task.Delay(1);
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var phases = reportsPhases
            ? (await RunningServer.ReadAsync(child)).Numbers : new Dictionary<string, double>(StringComparer.Ordinal);
        return new(elapsed, phases);
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
        return answer.AsSpan(0, received).StartsWith("HTTP/1.1 4"u8)
            ? true
            : throw new InvalidOperationException("The first answer does not refuse a request without credentials; expected: status 4xx.");
    }
}

/// <param name="Milliseconds">From the start of the process to the first answer.</param>
/// <param name="Phases">When the program reached each phase, in milliseconds since its start; empty if it does not report them.</param>
internal sealed record Start(double Milliseconds, IReadOnlyDictionary<string, double> Phases);
