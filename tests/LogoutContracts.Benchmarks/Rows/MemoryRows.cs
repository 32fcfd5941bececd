using System.Globalization;
using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Compares the memory of our mock after many requests with that after few.</summary>
internal static class MemoryRows
{
    private const int Early = 10_000;
    private const int Late = 1_000_000;

    private static readonly Bar Bar = Bar.AtMost(1.3, "×");

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        return [await RunAsync(bench, "off", 0), await RunAsync(bench, "on", Journal.DefaultEntries)];
    }

    private static async Task<Row> RunAsync(Bench bench, string journal, int size)
    {
        var work = Workload.UnknownSession;
        var early = new List<double>();
        var late = new List<double>();
        for (var round = 1; round <= bench.Options.Rounds; round++)
        {
            using var server = await RunningServer.StartAsync(HostProtocol.Mock, "--journal", size.ToString(CultureInfo.InvariantCulture));
            early.Add(await MemoryAfterAsync(Early));
            late.Add(await MemoryAfterAsync(Late - Early));
            bench.Log($"  round {round}, journal {journal}: {early[^1]:N1} MB, then {late[^1]:N1} MB");

            async Task<double> MemoryAfterAsync(int requests)
            {
                var request = Exchange.Bytes(work.Requests[0]);
                await new PipelinedClient(server.Address, bench.Options.Connections).SendAsync(requests, _ => request);
                return server.Process.Memory / 1e6;
            }
        }

        var ratio = Spread.OfRatios(late, early);
        return new(
            $"memory after 1,000,000 requests against after 10,000, journal {journal}", Bar,
            $"{Spread.Of(late).Text("0.0")} MB resident; {Spread.Of(early).Text("0.0")} MB; ratio {ratio.Text("0.00")}", ratio.Median,
            "sent in pipelines of 32, so that the heap grows as fast as possible");
    }
}
