using System.Diagnostics;
using System.Globalization;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>A server in a process of its own, so that its processor time is told apart from the client's.</summary>
internal static class Host
{
    public const string BareRocketchat = "bare-rocketchat";
    public const string BareLaravel = "bare-laravel";
    public const string Mock = "mock";
    public const string Embedded = "embedded";
    public const string Allocation = "allocation";

    /// <summary>What a server prints, behind its address, when it answers.</summary>
    public const string Ready = "ready";

    /// <summary>Environment variable: <see cref="Stopwatch.GetTimestamp"/> at the moment when the bench started this process. The clock is the machine's, so the two can be compared.</summary>
    public const string StartedVariable = "LOGOUT_CONTRACTS_BENCH_STARTED";

    public const string InMain = "phase-main";
    public const string Planned = "phase-planned";
    public const string Started = "phase-started";

    private static readonly List<(string Name, double Milliseconds)> Phases = [];

    public static async Task RunAsync(string kind, HostArguments args)
    {
        Reached(InMain);
        switch (kind)
        {
            case Embedded:
                await EmbeddedHost.RunAsync();
                return;
            case Allocation:
                await AllocationHost.RunAsync();
                return;
        }

        await using var server = kind switch
        {
            BareRocketchat => await Hosts.BareRocketchat.StartAsync(args),
            BareLaravel => await Hosts.BareLaravel.StartAsync(args),
            Mock => await MockHost.StartAsync(args),
            _ => throw new FormatException($"'{kind}' is no host."),
        };
        Reached(Started);
        foreach (var (phase, milliseconds) in Phases)
            Say(phase, milliseconds);
        Console.WriteLine($"{Ready} {server.Address}");

        // The bench holds the other end: when it is gone, so is this.
        var input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[1]) > 0)
        {
        }
    }

    /// <summary>Notes how long after its start the process got here, for whoever wants to know where the time goes. To be printed later, as a console takes time too.</summary>
    public static void Reached(string phase)
    {
        if (Environment.GetEnvironmentVariable(StartedVariable) is { Length: > 0 } started)
            Phases.Add((phase, Stopwatch.GetElapsedTime(long.Parse(started, CultureInfo.InvariantCulture)).TotalMilliseconds));
    }

    /// <summary>Tells the bench a number.</summary>
    public static void Say(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));
}

/// <summary>A server that answers.</summary>
internal sealed class StartedServer(Uri address, IAsyncDisposable server) : IAsyncDisposable
{
    public Uri Address => address;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
