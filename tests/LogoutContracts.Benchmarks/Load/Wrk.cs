using System.Globalization;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>Runs the load generator wrk.</summary>
internal sealed class Wrk : IDisposable
{
    private const string Patience = "15s";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder folder = new();
    private readonly int connections;

    public Wrk(IReadOnlyList<RenderedRequest> requests, int connections)
    {
        this.connections = connections;
        if (requests.Count > 1)
            File.WriteAllLines(LinesFile, requests.Select(WrkScript.LineOf));
        File.WriteAllText(ScriptFile, requests is [var one] ? WrkScript.Of(one) : WrkScript.OfMany(LinesFile));
    }

    /// <param name="script">A Lua script that ends with <see cref="WrkScript.Ending"/>.</param>
    public Wrk(string script, int connections)
    {
        this.connections = connections;
        File.WriteAllText(ScriptFile, script);
    }

    /// <summary>The path of wrk; null if it is not installed.</summary>
    public static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "wrk")).FirstOrDefault(File.Exists);

    private string ScriptFile => Path.Combine(folder.FullName, "requests.lua");

    private string LinesFile => Path.Combine(folder.FullName, "requests.txt");

    /// <summary>Sends as many requests as one thread can to the server that <paramref name="process"/> runs.</summary>
    /// <exception cref="InvalidOperationException">A request failed, or none was answered.</exception>
    public async Task<Shot> RunAsync(Uri address, Child process, int seconds)
    {
        var before = process.ProcessorTime;

        // A late answer is no error: other programs may keep the machine busy.
        using var wrk = Child.Start(
            Executable!, ["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", Patience, "-s", ScriptFile, address.ToString()]);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds) + Timeout);
        var output = await wrk.Output.ReadToEndAsync(timeout.Token);
        var spent = process.ProcessorTime - before;
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(WrkScript.ResultMark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk printed no result:\n{output}");
        var numbers = line.Split(' ')[1..].Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        if (numbers is not [> 0 and var requests, > 0 and var duration, var errors, var p50, var p99, var refused])
            throw new InvalidOperationException($"No request was answered:\n{output}");
        return errors == 0
            ? new(requests / (duration / 1e6), spent.TotalMicroseconds / requests, p50, p99) { Requests = requests, Refused = refused }
            : throw new InvalidOperationException($"{errors} requests failed:\n{output}");
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>One measurement.</summary>
/// <param name="ProcessorMicroseconds">Processor time of the server per request.</param>
/// <param name="MedianMicroseconds">The median latency.</param>
internal readonly record struct Shot(
    double RequestsPerSecond, double ProcessorMicroseconds, double MedianMicroseconds, double P99Microseconds)
{
    public long Requests { get; init; }

    /// <summary>The number of answers with a status of 400 or above.</summary>
    public long Refused { get; init; }
}
