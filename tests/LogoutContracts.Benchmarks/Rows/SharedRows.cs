using System.Globalization;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;
using LogoutContracts.Postgres.Looks;
using Npgsql;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>
/// Compares a mock whose state is in PostgreSQL with one in memory, and with pgbench, which runs the same prepared statement without HTTP.
/// </summary>
internal static class SharedRows
{
    private const string Probe = "laravel logout (DELETE, 401), state in PostgreSQL, compared with";
    private const string ToPgbench = $"{Probe} pgbench with the same statement";

    private static readonly Bar EnoughOfPgbench = Bar.AtLeast(0.4);

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        if (Environment.GetEnvironmentVariable(StateVariable) is not { Length: > 0 } state)
            return [Row.NotMeasured(ToPgbench, EnoughOfPgbench, $"set {StateVariable} to the connection string of a database")];
        var results = await bench.Race.RunAsync(
            Contender.Mock("in memory", Workload.Replay, "--contract", Contract),
            Contender.Mock("in PostgreSQL", Workload.Replay, "--contract", Contract, "--state", state));
        var (memory, shared) = (results[0], results[1]);
        var statements = new List<double>();
        for (var round = 1; round <= bench.Options.Rounds; round++)
        {
            statements.Add(await PgbenchAsync(new(state), bench.Options));
            bench.Log($"  round {round}, pgbench: {statements[^1]:N0} statements/s");
        }

        var ratio = Spread.OfRatios([.. shared.Shots.Select(shot => shot.RequestsPerSecond)], statements);
        return
        [
            Comparison.Row($"{Probe} one in memory", null, shared, memory),
            new(
                ToPgbench, EnoughOfPgbench,
                $"{Spread.Of([.. shared.Shots.Select(shot => shot.RequestsPerSecond)]).Text("N0")}/s; "
                + $"pgbench {Spread.Of(statements).Text("N0")}/s; ratio {ratio.Text("0.00")}",
                ratio.Median, "pgbench has the processors to itself and PostgreSQL"),
        ];
    }

    private const string Contract = "laravel";

    private const string StateVariable = "LOGOUT_CONTRACTS_STATE";

    /// <summary>Runs the statement with which a server reads a session.</summary>
    /// <returns>Statements per second.</returns>
    private static async Task<double> PgbenchAsync(NpgsqlConnectionStringBuilder connection, LoadOptions options)
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.FullName, "look.sql");
        await File.WriteAllTextAsync(
            script,
            LookSql.Text(LookShape.Asking[0])
                .Replace("$1", "1", StringComparison.Ordinal).Replace("$2", ":queries", StringComparison.Ordinal)
                .Replace("$3", ":places", StringComparison.Ordinal).Replace("$4", ":digests", StringComparison.Ordinal) + ";\n");
        using var pgbench = Child.Start(
            "pgbench",
            [
                "-n", "-M", "prepared", "-f", script, "-c", Text(options.Connections), "-j", "2", "-T", Text(options.Seconds),
                "-D", "queries={0}", "-D", "places={0}", "-D", $"digests={{{Guid.Empty}}}",
            ],
            ("PGHOST", connection.Host!), ("PGPORT", Text(connection.Port)), ("PGUSER", connection.Username ?? ""),
            ("PGDATABASE", connection.Database ?? connection.Username ?? ""), ("PGPASSWORD", connection.Password ?? ""),
            ("PGOPTIONS", $"-c search_path={MockHost.Schema} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off"));
        var output = await pgbench.Output.ReadToEndAsync();
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench printed no result:\n{output}");
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
