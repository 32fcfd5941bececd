using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>What a server of its own costs a test.</summary>
internal static class EmbeddedRows
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var times = new List<IReadOnlyDictionary<string, double>>();
        for (var round = 1; round <= bench.Options.Rounds; round++)
        {
            times.Add(await RunningServer.SayingAsync(HostProtocol.Embedded));
            bench.Log($"  round {round}: {string.Join(", ", Enumerable.Range(1, EmbeddedHost.Times).Select(time => $"{times[^1][EmbeddedHost.NameOf(time)]:0.0}"))} ms");
        }

        var tenth = At(EmbeddedHost.Times);
        return [new("embedded in a test: start, one request, dispose, the tenth time", Bar.AtMost(15, "ms"), $"{tenth.Text("0.0")} ms; the first time {At(1).Text("0")} ms", tenth.Median, "with the planning of the contract and a new HttpClient each time")];

        Spread At(int time) => Spread.Of([.. times.Select(said => said[EmbeddedHost.NameOf(time)])]);
    }
}
