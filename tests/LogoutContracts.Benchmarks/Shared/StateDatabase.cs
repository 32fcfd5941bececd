using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Postgres.Looks;
using Npgsql;

namespace LogoutContracts.Benchmarks.Shared;

/// <summary>The database with the state of the mocks: fills it with sessions, and measures its processes.</summary>
internal sealed class StateDatabase(string connection, string schema) : IAsyncDisposable
{
    private const int Chunk = 100_000;

    // Copies of a seeded session.
    private const string Fill =
        "with seed as (select s.* from session s join contract c on c.number = s.contract and c.epoch = s.epoch "
        + "where c.id = $1 and s.state = -1 and s.preferred is null order by s.id limit 1), "
        + "n as materialized (select nextval('session_id') id, token, digest from unnest($2::text[], $3::uuid[]) n (token, digest)), "
        + "s as (insert into session "
        + "(family, id, contract, epoch, account, is_grouped, kind, vals, opened, state, superseded, ended, expired, issued) "
        + "select n.id, n.id, s.contract, s.epoch, s.account, s.is_grouped, s.kind, array[n.token], s.opened, s.opened, 0, 0, 0, -1 "
        + "from seed s, n) "
        + "insert into session_value (contract, epoch, place, digest, family) "
        + "select s.contract, s.epoch, 0, n.digest, n.id from seed s, n";

    private readonly NpgsqlConnection open = new(new NpgsqlConnectionStringBuilder(connection)
    {
        SearchPath = schema,
        CommandTimeout = 0,
        Pooling = false,
    }.ConnectionString);

    /// <summary>Removes what an earlier run has left.</summary>
    public static async Task<StateDatabase> CleanAsync(string connection, string schema = MockHost.Schema)
    {
        var database = new StateDatabase(connection, schema);
        await database.open.OpenAsync();
        await database.DropAsync();
        return database;
    }

    /// <summary>Opens sessions of Laravel with <see cref="TokenOf"/>.</summary>
    public Task FillAsync(long first, int count) => FillAsync(first, count, number => ValueDigest.Of(TokenOf(number)));

    /// <summary>Opens sessions that pgbench finds, which cannot compute digests: theirs are numbers.</summary>
    public Task FillForPgbenchAsync(int count) =>
        FillAsync(1, count, static number => Guid.Parse(number.ToString("x32", CultureInfo.InvariantCulture)));

    /// <summary>The token of a session.</summary>
    public static string TokenOf(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return $"{text}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..40]}";
    }

    /// <summary>Gathers statistics, as autovacuum would do soon.</summary>
    public Task AnalyzeAsync() => RunAsync("vacuum analyze session, session_value");

    public async Task<short> NumberAsync()
    {
        await using var command = new NpgsqlCommand("select number from contract where id = $1", open);
        command.Parameters.Add(new() { Value = LaravelTokens.Contract });
        return (short)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The processor time of all processes of PostgreSQL since its start, also of those that have ended.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL runs on another machine.</exception>
    public TimeSpan ProcessorTime => ProcessTimes.OfTree(ProcessTimes.ParentOf(open.ProcessID));

    /// <summary>Removes the tables. The servers must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        await open.DisposeAsync();
    }

    private Task DropAsync() => RunAsync($"drop schema if exists {schema} cascade");

    private async Task FillAsync(long first, int count, Func<long, Guid> digestOf)
    {
        for (var done = 0; done < count; done += Chunk)
        {
            var numbers = Enumerable.Range(done, Math.Min(Chunk, count - done)).Select(i => first + i).ToList();
            await RunAsync(Fill, LaravelTokens.Contract, numbers.Select(TokenOf).ToArray(), numbers.Select(digestOf).ToArray());
        }
    }

    private async Task RunAsync(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, open);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
