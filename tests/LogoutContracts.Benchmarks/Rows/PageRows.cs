using System.Globalization;
using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>What a page costs that shows the journal live.</summary>
internal static class PageRows
{
    private static readonly string[] Arguments =
        ["--admin", "true", "--journal", Journal.DefaultEntries.ToString(CultureInfo.InvariantCulture)];

    // In seconds. The code that writes events is compiled in the background while requests come in.
    private const int WarmUp = 15;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var results = await bench.Race.RunAsync(
            Contender.Mock("no page", Workload.UnknownSession, Arguments) with { WarmUp = WarmUp }, WithReader("open page", reads: true),
            WithReader("stalled page", reads: false));
        return
        [
            Comparison.Row("an open page, against none", Bar.AtLeast(0.95), results[1], results[0]),
            Comparison.Row("a page that does not read, against none", Bar.AtLeast(0.95), results[2], results[0]),
        ];
    }

    private static Contender WithReader(string name, bool reads) => new(
        name,
        async () =>
        {
            var server = await RunningServer.StartAsync(HostProtocol.Mock, Arguments);
            await JournalReader.OpenAsync((int)server.Numbers[MockHost.AdminPort], reads);
            return server;
        },
        () => Workload.UnknownSession)
    {
        WarmUp = WarmUp,
    };
}
