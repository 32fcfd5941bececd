namespace LogoutContracts.Postgres.Journals;

/// <summary>The statements of the shared journal.</summary>
internal static class JournalSql
{
    /// <summary>
    /// The commit does not wait for the disk or a standby: a crash of the database may cost the newest entries, but a standby that is away
    /// costs none. Only for transactions that change nothing but the journal.
    /// </summary>
    public const string DoNotWait = "select set_config('synchronous_commit', 'off', true)";

    /// <summary>Makes writers wait for each other, so that numbers have no gaps and are seen in their order.</summary>
    public const string Lock = "insert into journal_head (is_only) values (true) on conflict (is_only) do update set is_only = true";

    /// <summary>
    /// Adds entries, unless a first attempt has done it already, and but for those from before the journal was cleared. Server, number of
    /// the last entry, name of the server, and how many entries were dropped before the first as $1 to $4; then, for each entry, its own
    /// number, time, contract, time to its end, and the rest.
    /// </summary>
    public const string Insert =
        "with written as (insert into journal_writer as w (server, written) values ($1, $2) "
        + "on conflict (server) do update set written = excluded.written, touched = now() where w.written < excluded.written returning 1), "
        + "kept as (select e.*, row_number() over (order by e.own) as place "
        + "from unnest($5::bigint[], $6::timestamptz[], $7::smallint[], $8::bigint[], $9::bytea[]) "
        + "e (own, decided, contract, finished, entry) where exists (select from written) and e.decided >= coalesce("
        + "(select max(c.at) from journal_cleared c where c.replica in ('', $3)), '-infinity')), "
        + "added as (select count(*) as number from kept), "
        + "head as (update journal_head h set count = h.count + a.number + $4 from added a where a.number > 0 "
        + "returning h.count - a.number as before) "
        + "insert into journal (number, server, own, replica, contract, decided, finished, entry) "
        + "select h.before + k.place, $1, k.own, $3, k.contract, k.decided, k.finished, k.entry from head h, kept k";

    /// <summary>Adds when exchanges ended: server as $1; own numbers and times as $2 and $3.</summary>
    public const string Finish =
        "update journal j set finished = e.finished from unnest($2::bigint[], $3::bigint[]) e (own, finished) "
        + "where j.server = $1 and j.own = e.own";

    /// <summary>Keeps the newest $1 entries.</summary>
    public const string Shorten = "delete from journal where number <= (select count from journal_head) - $1";

    /// <summary>Keeps the newest entries with at most $1 bytes together, and at least one.</summary>
    public const string Lighten =
        "delete from journal where number <= (select max(t.number) from "
        + "(select j.number, sum(length(j.entry)) over (order by j.number desc) as bytes from journal j) t "
        + "where t.bytes > $1 and t.number < (select max(number) from journal))";

    /// <summary>Forgets servers that have stopped. One that still runs is added again.</summary>
    public const string ForgetWriters = "delete from journal_writer where touched < now() - interval '1 hour'";

    /// <summary>Entries after $1, only of the server $2 unless it is null, at most $3. Without any, one row without an entry.</summary>
    public const string Read =
        "select h.epoch, h.count, j.number, j.replica, j.decided, j.finished, j.contract is not null, j.entry from journal_head h "
        + "left join lateral (select * from journal j where j.number > $1 and ($2::text is null or j.replica = $2) "
        + "order by j.number limit $3) j on true order by j.number";

    /// <summary>Names of servers that have entries.</summary>
    public const string Replicas = "select distinct replica from journal";

    /// <summary>Empties the journal. Entries from before are not added later.</summary>
    public static IReadOnlyList<string> Clear { get; } =
    [
        Lock,
        "delete from journal",
        "update journal_head set count = 0, epoch = gen_random_uuid()",
        "delete from journal_cleared",
        "insert into journal_cleared (replica, at) values ('', clock_timestamp())",
    ];

    /// <summary>Removes the entries of the server $1.</summary>
    public static IReadOnlyList<string> ClearReplica { get; } =
    [
        "delete from journal where replica = $1",
        "insert into journal_cleared (replica, at) values ($1, clock_timestamp()) "
            + "on conflict (replica) do update set at = excluded.at",
    ];
}
