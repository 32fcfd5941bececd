using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>A server to measure.</summary>
/// <param name="Work">Called when the server runs, as the requests may depend on it.</param>
internal sealed record Contender(string Name, Func<Task<RunningServer>> Start, Func<Workload> Work)
{
    /// <summary>Seconds of load before the measurement; null for the value of the options.</summary>
    public int? WarmUp { get; init; }

    /// <summary>Whether all rounds use the same process, for servers that take long to fill or to warm up.</summary>
    /// <remarks>Otherwise each round starts a new process, as two processes of the same program differ in speed.</remarks>
    public bool KeepsRunning { get; init; }

    public Likeness Answers { get; init; } = Likeness.Same;

    public static Contender Bare(string host, Workload work, params IReadOnlyList<string> args) =>
        new("bare Kestrel", () => RunningServer.StartAsync(host, ["--seeds", "true", .. args]), () => work);

    public static Contender Mock(string name, Workload work, params IReadOnlyList<string> args) =>
        new(name, () => RunningServer.StartAsync(HostProtocol.Mock, args), () => work);

    public static Contender MockWithJournal(Workload work, params IReadOnlyList<string> args) =>
        Mock("mock, journal on", work, ["--journal", Journal.DefaultEntries.ToString(CultureInfo.InvariantCulture), .. args]);
}

/// <summary>How much an answer must equal that of the first contender.</summary>
internal enum Likeness
{
    Same,

    /// <summary>For servers that add other headers.</summary>
    StatusAndBody,

    /// <summary>For servers without sessions, or with other sessions. Any answer except a server error is accepted.</summary>
    Any,
}
