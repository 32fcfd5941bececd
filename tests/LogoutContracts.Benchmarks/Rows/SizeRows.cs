using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Compares the speed of our mock with many and with few contracts or variants.</summary>
internal static class SizeRows
{
    private const int ManyContracts = 1_000;
    private const int ManyVariants = 10_000;

    private static readonly Bar AsFast = Bar.AtLeast(0.90);

    public static async Task<IReadOnlyList<Row>> ContractsAsync(Bench bench)
    {
        var work = Workload.UnknownSession;
        var results = await bench.Race.RunAsync(
            Contender.Mock("5 contracts", work),
            Contender.Mock($"{ManyContracts:N0} contracts", work, "--contracts", Text(ManyContracts)));
        return
        [
            Comparison.Row(
                "1,000 contracts, a port each, against 5 contracts", AsFast, results[1], results[0],
                "all are served; the load goes to one of them"),
        ];
    }

    public static Task<IReadOnlyList<Row>> VariantsAsync(Bench bench) => VariantsAsync(bench, templated: false);

    public static Task<IReadOnlyList<Row>> TemplatedAsync(Bench bench) => VariantsAsync(bench, templated: true);

    private static async Task<IReadOnlyList<Row>> VariantsAsync(Bench bench, bool templated)
    {
        var one = Workload.UnknownSession;
        var request = one.Requests[0];
        var paths = ManyPlans.PathTexts(Plans.Rocketchat, Plans.Logout, ManyVariants, templated)
            .Select(path => path.Replace("{part}", "value", StringComparison.Ordinal)).ToArray();
        var requests = paths.Select(path => request with { Target = path });

        // The small server gets a list of the same length, so that wrk has the same work.
        var results = await bench.Race.RunAsync(
            Contender.Mock("5 contracts", one.WithRequests(paths.Select(_ => request))),
            Contender.Mock(
                $"{ManyVariants:N0} variants", one.WithRequests(requests),
                "--variants", Text(ManyVariants), "--templated", templated ? "true" : "false"));
        var kind = templated ? "paths with a parameter" : "paths";
        return
        [
            Comparison.Row(
                $"10,000 variants on {paths.Length} {kind}, against 5 contracts", AsFast, results[1], results[0],
                "the load goes to all paths in turn"),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
