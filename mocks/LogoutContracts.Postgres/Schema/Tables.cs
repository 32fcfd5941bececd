namespace LogoutContracts.Postgres.Schema;

/// <summary>The tables of the shared state.</summary>
internal static class Tables
{
    /// <summary>Number of the statements that have been run; a database with a higher one belongs to a later version.</summary>
    public static int Version => Migrations.Count;

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
    ];
}
