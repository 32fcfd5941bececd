using System.Diagnostics;
using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.Diffing;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>How long it takes to compare two versions of a very large contract, all its releases.</summary>
internal static class DiffRows
{
    private const int Variants = 10_000;
    private static readonly Bar Bar = Bar.AtMost(5, "s");

    public static Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var old = ManyVariants.Of(Plans.Laravel.Contract, "logout", Variants);
        var @new = ManyVariants.Changed(old);
        var times = new List<double>();
        var changes = 0;
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            changes = ContractDiff.Between([old], [@new]).Changes.Count;
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var spread = Spread.Of([.. times]);
        return Task.FromResult<IReadOnlyList<Row>>(
        [
            new(
                "comparison of two versions of a contract with 10,000 variants", Bar, $"{spread.Text("0.0")} s", spread.Median,
                string.Create(CultureInfo.InvariantCulture, $"{changes} changes")),
        ]);
    }
}
