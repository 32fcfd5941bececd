using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>The time that a test needs for its own embedded server.</summary>
internal static class EmbeddedRows
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var times = new List<IReadOnlyDictionary<string, double>>();
        for (var round = 1; round <= bench.Options.Rounds; round++)
        {
            times.Add(await RunningServer.NumbersOfAsync(HostProtocol.Embedded));
            var shown = Enumerable.Range(1, EmbeddedHost.Times).Select(time => $"{times[^1][EmbeddedHost.NameOf(time)]:0.0}");
            bench.Log($"  round {round}: {string.Join(", ", shown)} ms");
        }

        var tenth = At(EmbeddedHost.Times);
        return
        [
            new(
                "embedded in a test: start, one request, dispose, the tenth time", Bar.AtMost(15, "ms"),
                $"{tenth.Text("0.0")} ms; the first time {At(1).Text("0")} ms", tenth.Median,
                "includes planning the contract and creating an HttpClient each time"),
        ];

        Spread At(int time) => Spread.Of([.. times.Select(numbers => numbers[EmbeddedHost.NameOf(time)])]);
    }
}
