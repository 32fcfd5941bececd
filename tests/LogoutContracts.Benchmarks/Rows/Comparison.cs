using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Two results of one race as a row.</summary>
internal static class Comparison
{
    /// <summary>Requests a second of <paramref name="ours"/>, as a share of what <paramref name="other"/> answered beside it.</summary>
    public static Row Row(string what, Bar? bar, Result ours, Result other, params IReadOnlyList<string> notes)
    {
        var ratio = Spread.OfRatios(Rates(ours), Rates(other));
        var processor = Spread.OfRatios(Processor(ours), Processor(other));
        return new(what, bar, $"{Text(ours)}; {Text(other)}; ratio {ratio.Text("0.00")}, of CPU a request {processor.Text("0.00")}", ratio.Median, notes);
    }

    private static string Text(Result result) =>
        $"{result.Name} {Spread.Of(Rates(result)).Text("N0")}/s, {Spread.Of(Processor(result)).Text("0.0")} µs CPU";

    private static double[] Rates(Result result) => [.. result.Shots.Select(shot => shot.RequestsPerSecond)];

    private static double[] Processor(Result result) => [.. result.Shots.Select(shot => shot.ProcessorMicroseconds)];
}
