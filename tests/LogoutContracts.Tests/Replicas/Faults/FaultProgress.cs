using System.Globalization;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>The rounds of a long run, one per line of a file, so that it can go on after an interruption.</summary>
internal sealed class FaultProgress
{
    private const string Counts = "counts";

    private readonly string file;

    public FaultProgress(string file)
    {
        this.file = file;
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        (Rounds, Counted) = (lines.Length, lines.Count(line => line.StartsWith(Counts, StringComparison.Ordinal)));
    }

    public int Rounds { get; private set; }

    /// <summary>The rounds in which enough ended tokens were answered.</summary>
    public int Counted { get; private set; }

    public void Add(FaultRound round, int replicas)
    {
        Rounds++;
        Counted += round.Counts ? 1 : 0;
        File.AppendAllText(file, string.Create(
            CultureInfo.InvariantCulture,
            $"{(round.Counts ? Counts : "silent")}, {round.Fault}, {replicas} replicas, seed {round.Seed}, {round.Answered} answered, "
            + $"{round.Findings.Count} findings, {DateTime.UtcNow:HH:mm:ss}\n"));
    }
}
