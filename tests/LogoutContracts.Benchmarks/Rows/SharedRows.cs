using System.Globalization;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.Benchmarks.Shared;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>
/// Compares one, two and four mocks whose state is in PostgreSQL with one in memory, and with pgbench, which runs the same prepared
/// statements on as many connections, but has the processors to itself and PostgreSQL.
/// </summary>
internal static class SharedRows
{
    private const string StateVariable = "LOGOUT_CONTRACTS_STATE";
    private const string Memory = "in memory";
    private const string Pgbench = "pgbench";
    private const string Unlogged = "one replica, unlogged tables";
    private const string Journaled = "one replica, journal on";

    // Two cores cannot answer more; each logout needs a session of its own.
    private const int LogoutsPerSecond = 30_000;
    private const int LogoutsPerSecondInMemory = 100_000;
    private const int SessionsOfPgbench = 100_000;

    private const string UnloggedSchema = "benchmark_unlogged";

    private static readonly int[] Replicas = [1, 2, 4];

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        if (State is not { } state)
            return [NoState("state in PostgreSQL")];
        await using var database = await StateDatabase.CleanAsync(state);
        await using var unlogged = await StateDatabase.CleanAsync(state, UnloggedSchema);
        var servers = new List<RunningServer>();
        try
        {
            for (var i = 0; i < Replicas[^1]; i++)
                servers.Add(await LaravelMock.StartAsync("--state", state));
            await database.FillForPgbenchAsync(SessionsOfPgbench);
            var pgbench = new Pgbench(database, new(state), await database.NumberAsync(), SessionsOfPgbench);
            var probes = await ProbesAsync(bench, database, servers, pgbench);
            using var fast = await LaravelMock.StartAsync("--state", state, "--schema", UnloggedSchema, "--unlogged", "true");
            return [.. probes, .. await LogoutsAsync(bench, database, servers, pgbench, unlogged, fast)];
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    /// <summary>With millions of sessions. To store them takes minutes.</summary>
    public static async Task<IReadOnlyList<Row>> ManyAsync(Bench bench) => State is { } state
        ? await ManySessions.RunAsync(bench.Options, bench.Log, state) : [NoState("millions of sessions in PostgreSQL")];

    private static string? State => Environment.GetEnvironmentVariable(StateVariable) is { Length: > 0 } state ? state : null;

    private static Row NoState(string what) =>
        Row.NotMeasured(what, null, $"set {StateVariable} to the connection string of a database");

    private static async Task<IReadOnlyList<Row>> ProbesAsync(
        Bench bench, StateDatabase database, List<RunningServer> servers, Pgbench pgbench)
    {
        var (options, shots) = (bench.Options, new SharedShots("probe", bench.Log));
        using var memory = await LaravelMock.StartAsync();
        using var journaled = await LaravelMock.StartAsync(
            "--state", State!, "--journal", Text(Journal.DefaultEntries));
        await LoadAsync([memory], options.WarmUp);
        await LoadAsync([.. servers, journaled], options.WarmUp * Replicas[^1]);
        for (var round = 0; round < options.Rounds; round++)
        {
            shots.Add(Memory, await LoadAsync([memory], options.Seconds));
            foreach (var count in Replicas)
                shots.Add(Name(count), await LoadAsync(servers[..count], options.Seconds));
            shots.Add(Journaled, await LoadAsync([journaled], options.Seconds));
            shots.Add(Pgbench, await pgbench.ProbeAsync(options.Connections, options.Seconds));
        }

        return
        [
            .. Rows("a dead token, 401", Bar.AtLeast(0.4), shots),
            shots.Rates("laravel, a dead token, 401, journal on compared with off", null, Journaled, Name(1)),
        ];

        Task<SharedShot> LoadAsync(List<RunningServer> loaded, int seconds) => SharedLoad.RunAsync(
            loaded[0] == memory ? null : database, loaded, [.. loaded.Select(_ => Workload.Replay.Requests)], options.Connections, seconds);
    }

    private static async Task<IReadOnlyList<Row>> LogoutsAsync(
        Bench bench, StateDatabase database, List<RunningServer> servers, Pgbench pgbench, StateDatabase unlogged, RunningServer fast)
    {
        var (options, shots, next) = (bench.Options, new SharedShots("logout", bench.Log), 1);
        using var folder = new TemporaryFolder();
        await LoadAsync(database, servers, options.WarmUp * Replicas[^1]);
        await LoadAsync(unlogged, [fast], options.WarmUp);
        for (var round = 0; round < options.Rounds; round++)
        {
            shots.Add(Memory, await InMemoryAsync());
            foreach (var count in Replicas)
                shots.Add(Name(count), await LoadAsync(database, servers[..count], options.Seconds));
            shots.Add(Unlogged, await LoadAsync(unlogged, [fast], options.Seconds));
            shots.Add(Pgbench, await pgbench.LogoutAsync(options.Connections, options.Seconds));
        }

        return
        [
            .. Rows("a logout, 204", Bar.AtLeast(0.6), shots),
            shots.Rates("laravel, a logout, 204, unlogged tables compared with logged ones", null, Unlogged, Name(1)),
        ];

        async Task<SharedShot> LoadAsync(StateDatabase filled, List<RunningServer> loaded, int seconds)
        {
            var each = LogoutsPerSecond * seconds / loaded.Count;
            var first = next;
            next += each * loaded.Count;
            await filled.FillAsync(first, next - first);
            var requests = loaded.Select((_, i) => Logouts(Enumerable.Range(first + i * each, each).Select(n => StateDatabase.TokenOf(n))));
            return Checked(await SharedLoad.RunAsync(filled, loaded, [.. requests], options.Connections, seconds));
        }

        async Task<SharedShot> InMemoryAsync()
        {
            var file = Path.Combine(folder.FullName, "tokens");
            var (warm, all) = (LogoutsPerSecondInMemory * options.WarmUp, LogoutsPerSecondInMemory * (options.WarmUp + options.Seconds));
            using var memory = await LaravelMock.StartAsync("--fill", Text(all), "--credentials", file);
            var requests = Logouts(await File.ReadAllLinesAsync(file));
            Checked(await SharedLoad.RunAsync(null, [memory], [requests[..warm]], options.Connections, options.WarmUp));
            return Checked(await SharedLoad.RunAsync(null, [memory], [requests[warm..]], options.Connections, options.Seconds));
        }
    }

    private static SharedShot Checked(SharedShot shot) => shot.Refused == 0
        ? shot : throw new InvalidOperationException($"{shot.Refused} logouts were refused: there were too few sessions.");

    private static List<RenderedRequest> Logouts(IEnumerable<string> tokens) => [.. Workload.Replay.WithTokens(tokens).Requests];

    private static IReadOnlyList<Row> Rows(string what, Bar enoughOfPgbench, SharedShots shots)
    {
        var title = $"laravel, {what}, state in PostgreSQL";
        return
        [
            shots.Rates($"{title}, compared with pgbench", enoughOfPgbench, Name(1), Pgbench),
            shots.PostgresTimes($"{title}, PostgreSQL's processor time compared with pgbench", Bar.AtMost(1.2, "×"), Name(1), Pgbench),
            shots.Rates($"{title}, compared with memory", null, Name(1), Memory),
            shots.Rates($"{title}, two replicas compared with one", null, Name(2), Name(1)),
            shots.Rates($"{title}, four replicas compared with one", Bar.AtLeast(0.8), Name(4), Name(1)),
        ];
    }

    private static string Name(int replicas) => replicas == 1 ? "one replica" : $"{Text(replicas)} replicas";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
