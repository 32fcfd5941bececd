using System.Globalization;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Whether a server with very many sessions is as fast as one with few, and what a session costs.</summary>
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
            Comparison.Row("1,000,000 live sessions, against 1,000", Bar.AtLeast(0.90), results[1], results[0], "opened by login, ten to a user; the load is of 20,000 of them in turn"),
            new("memory a session, at 1,000,000", Bar.AtMost(300, "bytes"), "heap after a full collection, with them less without", results[1].Said[Logins.BytesPerSession]),
        ];
    }

    private static Contender Filled(int sessions, string folder)
    {
        var count = sessions.ToString(CultureInfo.InvariantCulture);
        var credentials = Path.Combine(folder, count);
        return new($"{sessions:N0} sessions", () => RunningServer.StartAsync(HostProtocol.Mock, "--sessions", count, "--credentials", credentials), () => WorkOf(credentials)) { KeepsRunning = true };
    }

    /// <summary>Each caller in turn names a session that nobody has. Few callers come up several times, so that wrk has the same work with few as with many.</summary>
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
