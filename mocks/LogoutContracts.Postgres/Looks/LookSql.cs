using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Npgsql;

namespace LogoutContracts.Postgres.Looks;

/// <summary>The statement that reads all that some requests need, at one moment.</summary>
/// <remarks>"offset 0" keeps each lookup apart, so that it uses its index, whatever the planner thinks of the tables.</remarks>
internal static class LookSql
{
    private const string State =
        "coalesce((select ahead from mock), 0), clock_timestamp(), c.term, c.epoch, "
        + "(select array_agg(array[o.id, o.text, o.seen::text] order by o.number) from override o where o.contract = $1)";

    private const string OfSession =
        "s.family, s.id, s.account, s.kind, s.vals, s.common_name, s.client, s.preferred, "
        + "s.opened, s.state, s.superseded, s.ended, s.expired, s.issued, s.version, s.touched";

    private const string NoSession =
        "null::bigint, null::bigint, null::text, null::text, null::text[], null::text, null::text, null::text, "
        + "null::bigint, null::bigint, null::int, null::int, null::int, null::bigint, null::bigint, "
        + "null::timestamptz";

    private const string OfAccount = "a.name, a.vals, a.version";
    private const string NoAccount = "null::text, null::text[], null::bigint";
    private const string Asked = "unnest($2::int[], $3::smallint[], $4::uuid[]) q (query, place, digest)";
    private const string Matches = "v.contract = c.number and v.epoch = c.epoch and v.place = q.place and v.digest = q.digest offset 0";

    private const string Found =
        $"select q.query, v.family from {Asked} cross join lateral (select v.family from session_value v where {Matches}) v";

    // The index of accounts has only the sessions of contracts that need it.
    private const string FoundAndOthersOfUser =
        $"{Found} union select q.query, o.family from ({Found}) q "
        + "cross join lateral (select f.account from session f where f.family = q.family offset 0) f "
        + "cross join lateral (select o.family from session o "
        + "where o.is_grouped and o.contract = c.number and o.epoch = c.epoch and o.account = f.account offset 0) o";

    private const string Account = "select a.* from account a where a.contract = c.number and a.epoch = c.epoch and a.name =";

    private const string JoinedSession =
        "left join lateral (select s.* from session s where s.family = f.family offset 0) s on true";

    private const string JoinedAccount = $"left join lateral ({Account} s.account offset 0) a on true";

    private const string Accounts =
        $"union all select {State}, q.query, {NoSession}, {OfAccount} from contract c "
        + "cross join lateral (select q.query, q.name from unnest($5::int[], $6::text[]) q (query, name) union all "
        + $"select q.query, v.account from {Asked} cross join lateral (select v.account from account_value v where {Matches}) v) q "
        + $"cross join lateral ({Account} q.name offset 0) a where c.number = $1";

    private static readonly string All =
        $"select {State}, 0, {OfSession}, {OfAccount} from contract c "
        + $"left join session s on s.contract = c.number and s.epoch = c.epoch {JoinedAccount} where c.number = $1";

    private static readonly string Hashed =
        $"select {State}, 0, {OfSession}, {OfAccount} from contract c left join lateral (select distinct v.family from session_value v "
        + "where v.contract = c.number and v.epoch = c.epoch and v.place = $2 and v.digest between $3 and $4 offset 0) f on true "
        + $"{JoinedSession} {JoinedAccount} where c.number = $1";

    private static readonly string[] Texts = [.. LookShape.Asking.Select(Text)];

    /// <param name="queries">All of the same shape.</param>
    public static NpgsqlCommand Command(
        NpgsqlConnection connection, short contract, LookShape shape, IReadOnlyList<SessionQuery> queries)
    {
        var hashed = queries[0].Hashed;
        var command = new NpgsqlCommand(hashed is not null ? Hashed : shape.IsAll ? All : Texts[shape.Index], connection);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = contract });
        if (hashed is { } asked)
            AddHash(command.Parameters, asked.Place, asked.Hash);
        if (shape.IsAll)
            return command;
        AddValues(command.Parameters, queries);
        if (shape.ReadsAccounts)
            AddUsers(command.Parameters, queries);
        return command;
    }

    /// <summary>
    /// With the contract's number as $1; numbers of queries, places and digests as $2, $3 and $4; and if it reads accounts, numbers of
    /// queries and names of users as $5 and $6.
    /// </summary>
    public static string Text(LookShape shape) =>
        $"select {State}, f.query, {OfSession}, {(shape.ReadsAccounts ? OfAccount : NoAccount)} from contract c "
        + $"left join lateral ({(shape.WithOthersOfUser ? FoundAndOthersOfUser : Found)}) f on true "
        + $"{JoinedSession} {(shape.ReadsAccounts ? JoinedAccount : "")} where c.number = $1 {(shape.ReadsAccounts ? Accounts : "")}";

    /// <summary>
    /// Reads some of the sessions that a filter selects: the parameters of <see cref="FilterSql"/>, and offset and limit as $5 and $6. The
    /// statement goes through the sessions from the newest, until it has them.
    /// </summary>
    public static string PageOf(SessionModel model) =>
        $"select {State}, 0, {OfSession}, {NoAccount} from contract c left join lateral (select s.family {FilterSql.Rows(model)} "
        + $"where {FilterSql.Selected} order by s.family desc offset $5 limit $6) f on true {JoinedSession} where c.number = $1";

    private static void AddHash(NpgsqlParameterCollection to, int place, string hash)
    {
        var (first, last) = ValueDigest.RangeOf(hash);
        to.Add(new NpgsqlParameter<short> { TypedValue = (short)place });
        to.Add(new NpgsqlParameter<Guid> { TypedValue = first });
        to.Add(new NpgsqlParameter<Guid> { TypedValue = last });
    }

    private static void AddValues(NpgsqlParameterCollection to, IReadOnlyList<SessionQuery> queries)
    {
        var count = 0;
        for (var i = 0; i < queries.Count; i++)
            count += queries[i].Values.Count;
        var (numbers, places, digests) = (new int[count], new short[count], new Guid[count]);
        for (var (i, next) = (0, 0); i < queries.Count; i++)
        {
            foreach (var (place, value) in queries[i].Values)
            {
                (numbers[next], places[next], digests[next]) = (i, (short)place, ValueDigest.Of(value));
                next++;
            }
        }

        to.Add(new NpgsqlParameter<int[]> { TypedValue = numbers });
        to.Add(new NpgsqlParameter<short[]> { TypedValue = places });
        to.Add(new NpgsqlParameter<Guid[]> { TypedValue = digests });
    }

    private static void AddUsers(NpgsqlParameterCollection to, IReadOnlyList<SessionQuery> queries)
    {
        to.Add(new NpgsqlParameter<int[]> { TypedValue = [.. queries.SelectMany((query, i) => query.Users.Select(_ => i))] });
        to.Add(new NpgsqlParameter<string[]> { TypedValue = [.. queries.SelectMany(query => query.Users)] });
    }
}
