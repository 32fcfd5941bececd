using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Compares two results in a row of the table.</summary>
internal static class Comparison
{
    /// <summary>A row with the ratio of the throughputs of <paramref name="ours"/> and <paramref name="other"/> in each round.</summary>
    public static Row Row(string what, Bar? bar, Result ours, Result other, params IReadOnlyList<string> notes)
    {
        var ratio = Spread.OfRatios(Rates(ours), Rates(other));
        var processor = Spread.OfRatios(Processor(ours), Processor(other));
        var measured = $"{Text(ours)}; {Text(other)}; ratio {ratio.Text("0.00")}, of CPU per request {processor.Text("0.00")}";
        return new(what, bar, measured, ratio.Median, notes);
    }

    private static string Text(Result result) =>
        $"{result.Name} {Spread.Of(Rates(result)).Text("N0")}/s, {Spread.Of(Processor(result)).Text("0.0")} µs CPU";

    private static double[] Rates(Result result) => [.. result.Shots.Select(shot => shot.RequestsPerSecond)];

    private static double[] Processor(Result result) => [.. result.Shots.Select(shot => shot.ProcessorMicroseconds)];
}
