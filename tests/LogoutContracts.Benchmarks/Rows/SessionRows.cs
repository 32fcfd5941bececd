using System.Globalization;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Compares the speed of our mock with many and with few sessions, and measures the memory per session.</summary>
internal static class SessionRows
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        using var folder = new TemporaryFolder();
        var results = await bench.Race.RunAsync(Filled(Few, folder.FullName), Filled(Many, folder.FullName));
        return
        [
            Comparison.Row(
                "1,000,000 live sessions, against 1,000", Bar.AtLeast(0.90), results[1], results[0],
                "opened by login, ten per user; the load uses 20,000 of them in turn"),
            new(
                "memory per session, at 1,000,000", Bar.AtMost(300, "bytes"),
                "difference of the heap after full collections, with and without the sessions", results[1].Numbers[Logins.BytesPerSession]),
        ];
    }

    private static Contender Filled(int sessions, string folder)
    {
        var count = sessions.ToString(CultureInfo.InvariantCulture);
        var credentials = Path.Combine(folder, count);
        return new(
            $"{sessions:N0} sessions",
            () => RunningServer.StartAsync(HostProtocol.Mock, "--sessions", count, "--credentials", credentials),
            () => WorkOf(credentials))
        {
            KeepsRunning = true,
        };
    }

    /// <summary>Requests of many callers in turn, each with an unknown session id.</summary>
    /// <remarks>If there are few callers, they repeat, so that wrk has the same work with few sessions as with many.</remarks>
    private static Workload WorkOf(string credentialsFile)
    {
        var work = Workload.UnknownSession;
        var callers = File.ReadAllLines(credentialsFile).Select(line => line.Split(' ')).ToArray();
        return work.WithRequests(Enumerable.Range(0, Logins.Kept).Select(i => As(callers[i % callers.Length], work.Requests[0])));
    }

    private static RenderedRequest As(string[] caller, RenderedRequest request) => request with
    {
        Headers = request.Headers.Select(header => header.Name switch
        {
            "X-User-Id" => header with { Value = caller[0] },
            "X-Auth-Token" => header with { Value = caller[1] },
            _ => header,
        }).ToValueList(),
    };
}
