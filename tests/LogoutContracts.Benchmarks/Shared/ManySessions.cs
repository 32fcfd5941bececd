using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Shared;

/// <summary>Compares a mock whose state in PostgreSQL has many sessions with one that has few.</summary>
internal static class ManySessions
{
    private const int Few = 1_000;
    private const int Many = 10_000_000;

    // Enough to be spread over the tables.
    private const int Used = 20_000;

    public static async Task<IReadOnlyList<Row>> RunAsync(LoadOptions options, Action<string> log, string state)
    {
        await using var few = await FilledAsync(Few);
        await using var many = await FilledAsync(Many);
        var (shots, memory) = (new SharedShots("probe", log), new List<double>());
        await LoadAsync(few, options.WarmUp);
        await LoadAsync(many, options.WarmUp);
        for (var round = 1; round <= options.Rounds; round++)
        {
            shots.Add(few.Name, await LoadAsync(few, options.Seconds));
            shots.Add(many.Name, await LoadAsync(many, options.Seconds));
            memory.Add(many.Server.Process.Memory / (double)few.Server.Process.Memory);
            log($"  round {round}, memory: {many.Server.Process.Memory / 1e6:N0} MB, {few.Server.Process.Memory / 1e6:N0} MB");
        }

        var spread = Spread.Of(memory);
        return
        [
            shots.Rates($"laravel, a live token, 200, {many.Name} in PostgreSQL", Bar.AtLeast(0.8), many.Name, few.Name),
            new($"memory of the server, {many.Name} compared with {few.Name}", Bar.AtMost(1.2, "×"), spread.Text("0.00"), spread.Median),
        ];

        async Task<Filled> FilledAsync(int sessions)
        {
            var schema = $"benchmark_{sessions}";
            var database = await StateDatabase.CleanAsync(state, schema);

            // The first server creates the tables.
            (await LaravelMock.StartAsync("--state", state, "--schema", schema)).Dispose();
            log($"  storing {sessions:N0} sessions");
            await database.FillAsync(1, sessions);
            await database.AnalyzeAsync();
            return new($"{sessions:N0} sessions", sessions, database, await LaravelMock.StartAsync("--state", state, "--schema", schema));
        }

        async Task<SharedShot> LoadAsync(Filled filled, int seconds)
        {
            var tokens = Enumerable.Range(0, Used).Select(i => StateDatabase.TokenOf(1 + (i * 7_919L % filled.Sessions)));
            var shot = await SharedLoad.RunAsync(
                filled.Database, [filled.Server], [Workload.LiveToken.WithTokens(tokens).Requests], options.Connections, seconds);
            return shot.Refused == 0 ? shot : throw new InvalidOperationException($"{shot.Refused} live tokens were refused.");
        }
    }

    private sealed record Filled(string Name, int Sessions, StateDatabase Database, RunningServer Server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Server.Dispose();
            return Database.DisposeAsync();
        }
    }
}
