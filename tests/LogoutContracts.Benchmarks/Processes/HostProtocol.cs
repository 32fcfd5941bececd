using System.Diagnostics;
using System.Globalization;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>What the bench and a server in a process of its own say to each other.</summary>
internal static class HostProtocol
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

    /// <summary>Tells the bench the phases that were reached, and that the server answers here.</summary>
    public static void SayReady(Uri address)
    {
        foreach (var (phase, milliseconds) in Phases)
            Say(phase, milliseconds);
        Console.WriteLine($"{Ready} {address}");
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
