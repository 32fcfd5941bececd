using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Cli;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary><c>logout-contracts serve --state</c>, as a process of its own.</summary>
internal sealed partial class ReplicaProcess(string name, string connection, IReadOnlyList<string> contracts) : IReplica
{
    // As many as serve needs for all built-in contracts.
    private const int Ports = 16;

    // Below the ports that Linux gives to clients, which could take one during a restart.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    // Those of a replica that has not started yet are free, too.
    private static readonly ConcurrentDictionary<int, bool> Chosen = [];

    private readonly int portBase = FreePorts();
    private readonly Dictionary<string, int> ports = new(StringComparer.Ordinal);
    private Process? process;

    public Uri Admin => new($"http://127.0.0.1:{ports["admin"]}");

    public int PortOf(string contract) => ports[contract];

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(CommandLineApp).Assembly.Location, "serve", .. contracts, "--port-base", portBase.ToString(CultureInfo.InvariantCulture),
            "--replica", name, "--state-timeout", "500ms", "--no-rate-limits",
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOGOUT_CONTRACTS_STATE"] = connection;
        process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (ports.Count <= contracts.Count)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new AssertionException(await errors);
            if (Row().Match(line) is { Success: true } row)
                ports[row.Groups["name"].Value] = int.Parse(row.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        }

        _ = process.StandardOutput.ReadToEndAsync();

        // After a restart, the ports are known before the server listens.
        while (!await LocalPort.AcceptsAsync(ports.Values.Max()))
            await Task.Delay(10);
    }

    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public Task SignalAsync(string signal) => process!.SendAsync(signal);

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        await KillAsync();
        process.Dispose();
    }

    private static int FreePorts()
    {
        while (true)
        {
            var first = Random.Shared.Next(Lowest / Ports, Highest / Ports) * Ports;
            if (Chosen.TryAdd(first, true) && Enumerable.Range(first, Ports).All(LocalPort.IsFree))
                return first;
        }
    }

    [GeneratedRegex(@"^(?<name>[a-z0-9-]+) +http://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
