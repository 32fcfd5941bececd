using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Npgsql;

namespace LogoutContracts.Postgres.Looks;

/// <summary>The statement that reads all that a request needs, at one moment.</summary>
internal static class LookSql
{
    private const string State = "m.ahead, clock_timestamp(), c.term, c.epoch";

    private const string OfOverrides =
        "(select array_agg(array[o.id, o.text, o.seen::text] order by o.number) from override o where o.contract = c.number)";

    private const string OfSession =
        "s.family, s.id, s.account, s.kind, s.vals, s.common_name, s.client, s.preferred, "
        + "s.opened, s.state, s.superseded, s.ended, s.expired, s.issued, s.version";

    private const string NoSession =
        "null::bigint, null::bigint, null::text, null::text, null::text[], null::text, null::text, null::text, "
        + "null::bigint, null::bigint, null::int, null::int, null::int, null::bigint, null::bigint";

    private const string OfAccount = "a.name, a.vals, a.version";
    private const string NoAccount = "null::text, null::text[], null::bigint";
    private const string Contract = "from mock m cross join contract c";

    private const string Found =
        "select v.family from session_value v "
        + "where v.contract = c.number and v.epoch = c.epoch and v.place = any($2) and v.digest = any($3)";

    // The index of accounts has only the sessions of contracts that need it.
    private const string FoundAndOthersOfUser =
        $"{Found} union select o.family from session o where o.is_grouped and o.contract = c.number and o.epoch = c.epoch "
        + $"and o.account in (select f.account from session f where f.family in ({Found}))";

    private const string JoinedAccount = "left join account a on a.contract = c.number and a.epoch = c.epoch and a.name = s.account";

    private const string Accounts =
        $"union all select {State}, null::text[][], {NoSession}, {OfAccount} {Contract} "
        + "join account a on a.contract = c.number and a.epoch = c.epoch and (a.name = any($4) or a.name in ("
        + "select v.account from account_value v "
        + "where v.contract = c.number and v.epoch = c.epoch and v.place = any($2) and v.digest = any($3))) where c.number = $1";

    private static readonly string[] Texts =
        [.. Enumerable.Range(0, 8).Select(flags => Text((flags & 4) != 0, (flags & 2) != 0, (flags & 1) != 0))];

    /// <summary>A statement for a query; a few texts in all, so that each is prepared once per connection.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, short contract, SessionModel model, SessionQuery query)
    {
        var sharesValues = Enumerable.Range(0, model.Credentials.Count).Any(model.IsShared);
        var readsAccounts = sharesValues || query.WithOthersOfUser || query.Users.Count > 0;
        var text = Texts[(query.IsAll ? 4 : 0) + (query.WithOthersOfUser ? 2 : 0) + (readsAccounts ? 1 : 0)];
        var command = new NpgsqlCommand(text, connection);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = contract });
        if (query.IsAll)
            return command;
        command.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = [.. query.Values.Select(pair => (short)pair.Place)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. query.Values.Select(pair => ValueDigest.Of(pair.Value))] });
        if (readsAccounts)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. query.Users] });
        return command;
    }

    /// <summary>With the contract's number as $1, places as $2, digests as $3, and names of users as $4.</summary>
    public static string Text(bool isAll, bool withOthersOfUser, bool readsAccounts)
    {
        if (isAll)
        {
            return $"select {State}, {OfOverrides}, {OfSession}, {OfAccount} {Contract} "
                + "left join session s on s.contract = c.number and s.epoch = c.epoch "
                + $"{JoinedAccount} where c.number = $1";
        }

        var families = withOthersOfUser ? FoundAndOthersOfUser : Found;
        return $"select {State}, {OfOverrides}, {OfSession}, {(readsAccounts ? OfAccount : NoAccount)} {Contract} "
            + $"left join lateral ({families}) f on true left join session s on s.family = f.family "
            + $"{(readsAccounts ? JoinedAccount : "")} where c.number = $1 {(readsAccounts ? Accounts : "")}";
    }
}
