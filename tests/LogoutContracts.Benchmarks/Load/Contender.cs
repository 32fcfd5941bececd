using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>A server that takes part in a race.</summary>
/// <param name="Work">Asked for once the server runs, as what it is driven with may come from the server.</param>
internal sealed record Contender(string Name, Func<Task<RunningServer>> Start, Func<Workload> Work)
{
    /// <summary>Seconds; null: as the options say.</summary>
    public int? WarmUp { get; init; }

    /// <summary>For servers that take long to fill or to warm: then all rounds meet the same process. Else each round starts a new one, as two processes of one program differ in speed.</summary>
    public bool KeepsRunning { get; init; }

    public Likeness Answers { get; init; } = Likeness.Same;

    public static Contender Bare(string host, Workload work) => new("bare Kestrel", () => RunningServer.StartAsync(host, "--seeds", "true"), () => work);

    public static Contender Mock(string name, Workload work, params IReadOnlyList<string> args) => new(name, () => RunningServer.StartAsync(HostProtocol.Mock, args), () => work);

    public static Contender MockWithJournal(Workload work, params IReadOnlyList<string> args) =>
        Mock("mock, journal on", work, ["--journal", Journal.DefaultEntries.ToString(CultureInfo.InvariantCulture), .. args]);
}

/// <summary>How an answer compares to that of the race's first contender.</summary>
internal enum Likeness
{
    Same,

    /// <summary>For servers that add headers of their own.</summary>
    StatusAndBody,

    /// <summary>For servers that do not know sessions, or know them otherwise.</summary>
    Any,
}
