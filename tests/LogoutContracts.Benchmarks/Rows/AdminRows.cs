using System.Globalization;
using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>What the admin port costs: its metrics, and a page that shows the journal live.</summary>
internal static class AdminRows
{
    private static readonly string[] Arguments =
        ["--admin", "true", "--journal", Journal.DefaultEntries.ToString(CultureInfo.InvariantCulture)];

    // In seconds. The code that writes events is compiled in the background while requests come in.
    private const int WarmUp = 15;

    public static async Task<IReadOnlyList<Row>> MetricsAsync(Bench bench)
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

    public static async Task<IReadOnlyList<Row>> PagesAsync(Bench bench)
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
