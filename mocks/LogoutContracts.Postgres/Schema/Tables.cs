namespace LogoutContracts.Postgres.Schema;

/// <summary>The tables of the shared state.</summary>
internal static class Tables
{
    /// <summary>Number of the statements that have been run; a database with a higher one belongs to a later version.</summary>
    public static int Version => Migrations.Count;

    /// <summary>Whether the tables are unlogged.</summary>
    public const string AreUnlogged = "select relpersistence = 'u' from pg_class where oid = to_regclass('session')";

    /// <summary>
    /// For unlogged tables, which a crash empties: contracts get new numbers then, and servers that still use the old ones find nothing.
    /// </summary>
    public const string NumbersAfterCrash =
        """
        alter table contract alter column number drop identity;
        create sequence contract_number as smallint;
        alter table contract alter column number set default nextval('contract_number');
        """;

    /// <param name="migration">One of <see cref="Migrations"/>.</param>
    public static string Unlogged(string migration) =>
        migration.Replace("create table", "create unlogged table", StringComparison.Ordinal);

    /// <summary>The statements that lead from one version to the next.</summary>
    /// <remarks>
    /// Rows belong to an epoch, and a reset starts a new one: then all sessions of the old one are gone at once. Values are found by a
    /// digest, because tokens can be longer than an index allows. Times are in units of 100 ns since 1970, by the shared clock.
    /// </remarks>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        create table mock (
          is_only boolean primary key default true check (is_only),
          ahead bigint not null default 0
        );
        insert into mock default values;

        create table contract (
          number smallint generated always as identity primary key,
          id text not null unique,
          fingerprint text not null,
          description text not null,
          term bigint not null,
          epoch bigint not null
        );

        create table replica (
          pid int not null,
          contract smallint not null,
          name text not null,
          primary key (pid, contract)
        );

        create table override (
          number bigint generated always as identity primary key,
          contract smallint not null,
          id text not null,
          is_fault boolean not null,
          text text not null,
          seen bigint not null default 0,
          unique (contract, id)
        );

        create table account (
          contract smallint not null,
          epoch bigint not null,
          name text not null,
          vals text[] not null,
          version bigint not null default 0,
          primary key (contract, epoch, name)
        );

        create table account_value (
          contract smallint not null,
          epoch bigint not null,
          place smallint not null,
          digest uuid not null,
          account text not null,
          primary key (contract, epoch, place, digest)
        );

        create sequence session_id;
        create table session (
          family bigint not null,
          id bigint not null,
          contract smallint not null,
          epoch bigint not null,
          account text not null,
          is_grouped boolean not null,
          kind text,
          vals text[] not null,
          common_name text,
          client text,
          preferred text,
          opened bigint not null,
          state bigint not null,
          superseded int not null,
          ended int not null,
          expired int not null,
          issued bigint not null,
          version bigint not null default 0,
          primary key (family, id)
        ) with (fillfactor = 80);
        create index session_of_account on session (contract, epoch, account) where is_grouped;

        create table session_value (
          contract smallint not null,
          epoch bigint not null,
          place smallint not null,
          digest uuid not null,
          family bigint not null,
          primary key (contract, epoch, place, digest)
        );
        """,

        // Which of the sessions of the first version are seeds is not known.
        """
        alter table session add column is_seed boolean not null default true, add column touched timestamptz not null default now();
        alter table session alter column is_seed set default false;
        """,

        // The journal. A writer is one start of a server, and counts its entries itself; "finished" is the time from the decision to the
        // end of the exchange, in units of 100 ns.
        """
        create table journal_head (
          is_only boolean primary key default true check (is_only),
          epoch uuid not null default gen_random_uuid(),
          count bigint not null default 0
        );
        insert into journal_head default values;

        create table journal (
          number bigint primary key,
          server uuid not null,
          own bigint not null,
          replica text not null,
          contract smallint,
          decided timestamptz not null,
          finished bigint,
          entry bytea not null,
          unique (server, own)
        );

        create table journal_writer (
          server uuid primary key,
          written bigint not null,
          touched timestamptz not null default now()
        );

        create table journal_cleared (
          replica text primary key,
          at timestamptz not null
        );
        """,

        // What differs comes first, so that a comparison is short; and with the family, a look need not read the table.
        """
        alter table session_value drop constraint session_value_pkey, add primary key (digest, epoch, contract, place) include (family);
        """,
    ];
}
