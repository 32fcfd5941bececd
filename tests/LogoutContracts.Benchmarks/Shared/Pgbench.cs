using System.Globalization;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Postgres.Changes;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Looks;
using Npgsql;

namespace LogoutContracts.Benchmarks.Shared;

/// <summary>Runs the statements of a server with pgbench, prepared: what the database can do without HTTP.</summary>
/// <param name="contract">The contract's number.</param>
/// <param name="sessions">Sessions with the numbers from 1 to this one are used at random.</param>
internal sealed class Pgbench(StateDatabase database, NpgsqlConnectionStringBuilder connection, short contract, int sessions)
{
    private const string Result = "tps = ";
    private const string Count = "number of transactions actually processed: ";

    private const string Digest = "lpad(to_hex(:n::bigint), 32, '0')::uuid";

    /// <summary>Reads sessions.</summary>
    public Task<SharedShot> ProbeAsync(int connections, int seconds) => RunAsync($"{Look};\n", connections, seconds);

    /// <summary>Reads sessions and ends them, each in a transaction of its own, as a logout does.</summary>
    public Task<SharedShot> LogoutAsync(int connections, int seconds) => RunAsync($"{Look} \\gset\n{Update};\n", connections, seconds);

    private string Look => $"\\set n random(1, {sessions})\n" + With(
        LookSql.Text(LookShape.Asking[0]), Text(contract), "array[0]", "array[0]", $"array[{Digest}]");

    private static string Update => With(SessionWriter.Update, "-2", "0", "0", "0", "-1", ":family", ":id", ":version");

    private static string With(string statement, params IEnumerable<string> values) => values.Index().Aggregate(
        statement, (text, value) => text.Replace($"${value.Index + 1}", value.Item, StringComparison.Ordinal));

    private async Task<SharedShot> RunAsync(string script, int connections, int seconds)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullName, "script.sql");
        await File.WriteAllTextAsync(file, script);
        var before = database.ProcessorTime;
        using var pgbench = Child.Start(
            "pgbench",
            ["-n", "-M", "prepared", "-f", file, "-c", Text(connections), "-j", "2", "-T", Text(seconds)],
            ("PGHOST", connection.Host!), ("PGPORT", Text(connection.Port)), ("PGUSER", connection.Username ?? ""),
            ("PGDATABASE", connection.Database ?? connection.Username ?? ""), ("PGPASSWORD", connection.Password ?? ""),
            ("PGOPTIONS", $"-c search_path={MockHost.Schema} {ConnectionText.ServerOptions}"));
        var output = await pgbench.Output.ReadToEndAsync();
        var spent = database.ProcessorTime - before;
        return new(Number(output, Result), 0, spent.TotalMicroseconds / Number(output, Count));
    }

    private static double Number(string output, string name)
    {
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench printed no result:\n{output}");
        return double.Parse(line[name.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
