using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>A server that runs in its own process, and is ready.</summary>
/// <param name="Numbers">The numbers that it printed about itself, by name.</param>
internal sealed record RunningServer(Child Process, Uri Address, IReadOnlyDictionary<string, double> Numbers) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    public void Dispose() => Process.Dispose();

    /// <summary>Starts one of our hosts.</summary>
    /// <exception cref="InvalidOperationException">The host did not become ready.</exception>
    public static async Task<RunningServer> StartAsync(string host, params IEnumerable<string> args)
    {
        var process = Child.StartSelf(["host", host, .. args]);
        try
        {
            var printed = await ReadAsync(process);
            return printed.Address is { } address
                ? new(process, address, printed.Numbers)
                : throw new InvalidOperationException($"The server '{host} {string.Join(' ', args)}' did not start.");
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs one of our hosts that prints numbers and ends.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> NumbersOfAsync(string host)
    {
        using var process = Child.StartSelf("host", host);
        return (await ReadAsync(process)).Numbers;
    }

    /// <summary>Starts another program, and waits until it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">The program did not accept a connection in time.</exception>
    public static async Task<RunningServer> StartOtherAsync(string file, IEnumerable<string> args, int port)
    {
        var process = Child.Start(file, args);
        try
        {
            process.Ignore();
            var address = new UriBuilder("http", "127.0.0.1", port).Uri;
            for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
            {
                if (process.HasEnded || Stopwatch.GetElapsedTime(started) > Timeout)
                    throw new InvalidOperationException($"'{file}' did not start.");
                try
                {
                    using var connection = new TcpClient();
                    await connection.ConnectAsync(IPAddress.Loopback, port);
                    return new(process, address, new Dictionary<string, double>(StringComparer.Ordinal));
                }
                catch (SocketException)
                {
                    // Not yet.
                }
            }
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <returns>The numbers that the host printed until it was ready. The address is null if it never was.</returns>
    public static async Task<(Uri? Address, IReadOnlyDictionary<string, double> Numbers)> ReadAsync(Child process)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        using var timeout = new CancellationTokenSource(Timeout);
        while (await process.Output.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.Split(' ') is not [var name, var value])
                continue;
            if (name is HostProtocol.Ready)
                return (new(value), numbers);
            numbers[name] = double.Parse(value, CultureInfo.InvariantCulture);
        }

        return (null, numbers);
    }
}
