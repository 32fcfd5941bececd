using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Compares our mock with other mock servers, tuned as their users would do.</summary>
internal static class PeerRows
{
    private const string WireMock = "WireMock";
    private const string WireMockWithAll = "WireMock with all stubs";
    private const string Prism = "Prism";
    private const int WireMockWarmUp = 25;
    private const string NotInstalled = "not installed; run 'npm ci --ignore-scripts' in tests/Independent, or set LOGOUT_CONTRACTS_NPM";

    private static readonly Bar FasterThanWireMock = Bar.AtLeast(3.5, "×");

    // 598 stubs had a tenth of the throughput of five. All stubs must have at least four times that.
    private static readonly Bar FewEnoughStubs = Bar.AtLeast(0.42);

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        using var stubs = new TemporaryFolder();
        var contenders = new List<Contender> { Contender.Mock("mock", Workload.UnknownSession) };
        if (Repository.NodeModule("wiremock", "build", "wiremock-standalone-3.13.2.jar") is { } jar)
        {
            FewStubs.Write(stubs.FullName);
            contenders.Add(OfWireMock(WireMock, jar, stubs.FullName, bench.Options));
            contenders.Add(OfWireMock(WireMockWithAll, jar, FewStubs.AllStubs, bench.Options));
        }

        if (Repository.NodeModule(".bin", "prism") is { } prism)
        {
            contenders.Add(new(Prism, () => PrismAsync(prism), () => Workload.UnknownSession)
            {
                KeepsRunning = true,
                Answers = Likeness.Any,
            });
        }

        return Rows(contenders.Count > 1 ? await bench.Race.RunAsync(contenders) : []);
    }

    private static IReadOnlyList<Row> Rows(IReadOnlyList<Result> results)
    {
        const string Logout = "rocketchat logout (POST, 404) against";
        return
        [
            Against(WireMock, $"{Logout} WireMock (Java), tuned, warmed for 25 s, {FewStubs.Count} stubs", FasterThanWireMock),
            Against(WireMockWithAll, $"{Logout} the same with all stubs of the contract", null),
            AllAgainstFew(),
            Against(Prism, $"{Logout} Prism, which knows no sessions", null),
        ];

        Row AllAgainstFew()
        {
            const string What = "rocketchat logout (POST, 404), WireMock with all stubs of the contract against few";
            return Find(WireMockWithAll) is { } all && Find(WireMock) is { } few
                ? Comparison.Row(What, FewEnoughStubs, all, few) : Row.NotMeasured(What, FewEnoughStubs, NotInstalled);
        }

        Row Against(string name, string what, Bar? bar)
        {
            return Find(name) is { } other ? Comparison.Row(what, bar, results[0], other) : Row.NotMeasured(what, bar, NotInstalled);
        }

        Result? Find(string name) => results.FirstOrDefault(result => string.Equals(result.Name, name, StringComparison.Ordinal));
    }

    private static Contender OfWireMock(string name, string jar, string stubs, LoadOptions options) => new(
        name, () => WireMockAsync(jar, stubs, options.Connections), () => Workload.UnknownSession)
    {
        KeepsRunning = true,
        WarmUp = WireMockWarmUp,
        Answers = Likeness.StatusAndBody,
    };

    private static Task<RunningServer> WireMockAsync(string jar, string stubs, int connections)
    {
        var port = FreePort.Next();

        // One thread per connection, and some for Jetty itself.
        return RunningServer.StartOtherAsync(
            "java",
            [
                "-jar", jar, "--port", Text(port), "--bind-address", "127.0.0.1", "--root-dir", stubs,
                "--no-request-journal", "--disable-request-logging", "--async-response-enabled=false",
                "--container-threads", Text(2 * connections),
            ],
            port);
    }

    private static Task<RunningServer> PrismAsync(string prism)
    {
        var port = FreePort.Next();
        return RunningServer.StartOtherAsync(
            prism,
            [
                "mock", "--host", "127.0.0.1", "--port", Text(port), "--verboseLevel", "silent",
                Repository.PathOf("specs", "rocketchat", "openapi.yaml"),
            ],
            port);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
