using System.Diagnostics;
using System.Globalization;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>The messages between the benchmark and a host: lines on standard output, with a name and a value.</summary>
internal static class HostProtocol
{
    public const string BareRocketchat = "bare-rocketchat";
    public const string BareLaravel = "bare-laravel";
    public const string BareOAuth = "bare-oauth";
    public const string Mock = "mock";
    public const string Embedded = "embedded";
    public const string Allocation = "allocation";

    /// <summary>The name of the line that a host prints, with its address, when it is ready.</summary>
    public const string Ready = "ready";

    /// <summary>
    /// Environment variable: <see cref="Stopwatch.GetTimestamp"/> when the benchmark started this process. All processes of a machine share
    /// this clock.
    /// </summary>
    public const string StartedVariable = "LOGOUT_CONTRACTS_BENCH_STARTED";

    public const string InMain = "phase-main";
    public const string Planned = "phase-planned";
    public const string Started = "phase-started";

    private static readonly List<(string Name, double Milliseconds)> Phases = [];

    /// <summary>Prints the phases and the address.</summary>
    public static void SayReady(Uri address)
    {
        foreach (var (phase, milliseconds) in Phases)
            Say(phase, milliseconds);
        Console.WriteLine($"{Ready} {address}");
    }

    /// <summary>Records the time from the start of the process to a phase.</summary>
    /// <remarks><see cref="SayReady"/> prints it later, as the console takes time, too.</remarks>
    public static void Reached(string phase)
    {
        if (Environment.GetEnvironmentVariable(StartedVariable) is { Length: > 0 } started)
            Phases.Add((phase, Stopwatch.GetElapsedTime(long.Parse(started, CultureInfo.InvariantCulture)).TotalMilliseconds));
    }

    /// <summary>Prints a number.</summary>
    public static void Say(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));
}
