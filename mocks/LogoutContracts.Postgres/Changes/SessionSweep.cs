using LogoutContracts.Postgres.Connections;
using Npgsql;

namespace LogoutContracts.Postgres.Changes;

/// <summary>Removes sessions that were not used for long. Seeded sessions stay: the contract needs them.</summary>
/// <param name="contracts">By number. Sessions of other contracts stay.</param>
/// <param name="keep">How long a session stays after its last use, in real time.</param>
internal sealed class SessionSweep(IReadOnlyDictionary<short, SweptContract> contracts, TimeSpan keep)
{
    // Short, because it locks the sessions that it removes.
    private const int Portion = 1_000;

    private const string LastOfPortion =
        "select max(f.family) from (select family from session where family > $1 order by family limit $2) f";

    // A session with a locked generation is in use.
    private const string Old =
        "select s.contract, s.epoch, s.family, s.vals, (select count(*) from session g where g.family = s.family) "
        + "from session s join contract c on c.number = s.contract and c.epoch = s.epoch "
        + "join unnest($3::smallint[], $4::bigint[]) m (number, term) on m.number = c.number and m.term = c.term "
        + "where s.family > $1 and s.family <= $2 and s.touched < now() - $5 and not exists ("
        + "select from session g where g.family = s.family and (g.is_seed or g.touched >= now() - $5)) "
        + "order by s.family, s.id for update of s skip locked";

    private const string DeleteValues =
        "delete from session_value v "
        + "using unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::uuid[], $5::bigint[]) d (contract, epoch, place, digest, family) "
        + "where v.contract = d.contract and v.epoch = d.epoch and v.place = d.place and v.digest = d.digest and v.family = d.family";

    private const string DeleteSessions = "delete from session where family = any($1)";

    /// <summary>Looks at the next sessions.</summary>
    /// <param name="after">Where the last portion ended.</param>
    /// <returns>Where this portion ends; null if there are no more sessions.</returns>
    public async Task<long?> RunAsync(NpgsqlConnection connection, long after)
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
        if (await connection.ScalarAsync<long?>(LastOfPortion, after, Portion) is not { } last)
            return null;
        if (await OldAsync(connection, after, last) is { Count: > 0 } old)
            await DeleteAsync(connection, old);
        await transaction.CommitAsync();
        return last;
    }

    private async Task<List<OldGeneration>> OldAsync(NpgsqlConnection connection, long after, long last)
    {
        await using var command = new NpgsqlCommand(Old, connection);
        object[] values =
            [after, last, contracts.Keys.ToArray(), contracts.Values.Select(contract => contract.Term).ToArray(), keep];
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<OldGeneration>();
        while (await rows.ReadAsync())
        {
            found.Add(new(
                rows.GetInt16(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetFieldValue<string[]>(3), (int)rows.GetInt64(4)));
        }

        return [.. found.GroupBy(row => row.Family).Where(group => group.Count() == group.First().Generations).SelectMany(group => group)];
    }

    private async Task DeleteAsync(NpgsqlConnection connection, List<OldGeneration> old)
    {
        var values = old.SelectMany(row => contracts[row.Contract].Columns.OwnDigests(row.Values) is var own
            ? own.Places.Zip(own.Digests, (place, digest) => (Row: row, Place: place, Digest: digest)) : []).ToList();
        await connection.RunAsync(
            DeleteValues,
            values.Select(value => value.Row.Contract).ToArray(), values.Select(value => value.Row.Epoch).ToArray(),
            values.Select(value => value.Place).ToArray(), values.Select(value => value.Digest).ToArray(),
            values.Select(value => value.Row.Family).ToArray());
        await connection.RunAsync(DeleteSessions, old.Select(row => row.Family).Distinct().ToArray());
    }

    private sealed record OldGeneration(short Contract, long Epoch, long Family, string[] Values, int Generations);
}

/// <summary>A contract whose sessions are swept.</summary>
/// <param name="Term">Increases when servers with another spec, overlays or release take over.</param>
internal sealed record SweptContract(long Term, SessionColumns Columns);
