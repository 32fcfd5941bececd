using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>What the metrics of the admin port and spans cost.</summary>
internal static class TelemetryRows
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var work = Workload.UnknownSession;
        var results = await bench.Race.RunAsync(
            Contender.Mock("off", work), Contender.Mock("metrics", work, "--admin", "true"),
            Contender.Mock("spans and metrics", work, "--admin", "true", "--listeners", "true"));
        return
        [
            Comparison.Row("metrics on the admin port, against a server without it", Bar.AtLeast(0.95), results[1], results[0]),
            Comparison.Row(
                "spans and durations for listeners in the process, against a server without", null, results[2], results[0],
                "the listeners do nothing"),
        ];
    }
}
