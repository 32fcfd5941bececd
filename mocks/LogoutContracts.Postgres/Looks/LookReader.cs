using System.Diagnostics.CodeAnalysis;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Overrides;
using LogoutContracts.Specs.Model;
using Npgsql;

namespace LogoutContracts.Postgres.Looks;

/// <summary>Reads the rows of a look into a table of sessions.</summary>
internal sealed class LookReader(ContractState state, long term)
{
    private readonly SessionModel model = state.Plan.Contract.Sessions;
    private readonly SeedNames seeds = new(state.Plan);

    /// <summary>Reads the answer to some queries.</summary>
    /// <returns>A look for each query, in their order.</returns>
    /// <exception cref="StateUnavailableException">Other servers have taken over the contract.</exception>
    public async Task<IReadOnlyList<PostgresLook>> ReadAsync(NpgsqlDataReader rows, IReadOnlyList<SessionQuery> queries)
    {
        var found = new Rows?[queries.Count];
        Moment? moment = null;
        while (await rows.ReadAsync())
        {
            moment ??= MomentOf(rows);
            if (!rows.IsDBNull(LookColumn.Query))
                (found[rows.GetInt32(LookColumn.Query)] ??= new(model, seeds)).Add(rows);
        }

        Check(moment?.Term);
        return [.. queries.Select((query, i) => LookOf(query, moment, found[i] ?? new(model, seeds)))];
    }

    /// <summary>Reads the answer to <see cref="FilterSql.CountOf"/>.</summary>
    /// <exception cref="StateUnavailableException">Other servers have taken over the contract.</exception>
    public async Task<SessionCounts> CountsAsync(NpgsqlDataReader rows)
    {
        Check(await rows.ReadAsync() ? rows.GetInt64(0) : null);
        return new(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3));
    }

    /// <summary>Checks that the contract is still stored, and shared by servers like this one.</summary>
    /// <param name="stored">The contract's term; null if the database has no such contract.</param>
    /// <exception cref="StateUnavailableException">It is not.</exception>
    private void Check([NotNull] long? stored)
    {
        // Unlogged tables are empty after a crash.
        if (stored is null)
        {
            throw new StateUnavailableException(
                $"The database has lost the contract '{state.Plan.Contract.Id}'. The server is about to store it again.");
        }

        // Another term: servers with another spec, overlays or release have taken over.
        if (stored != term)
        {
            throw new StateUnavailableException(
                $"Servers with another spec, overlays or release now share the contract '{state.Plan.Contract.Id}'. "
                + "Restart this server with theirs.");
        }
    }

    private Moment MomentOf(NpgsqlDataReader row) => new(
        TimeSpan.FromTicks(row.GetInt64(LookColumn.Ahead)), row.GetFieldValue<DateTime>(LookColumn.Now), row.GetInt64(LookColumn.Term),
        row.GetInt64(LookColumn.Epoch),
        row.IsDBNull(LookColumn.Overrides) ? [] : OverrideText.Parse(row.GetFieldValue<string[,]>(LookColumn.Overrides), state));

    private PostgresLook LookOf(SessionQuery query, Moment moment, Rows found)
    {
        var clock = new MomentClock(new DateTimeOffset(moment.Now) + moment.Ahead);
        var table = new SessionTable(model, clock, found.Sessions.OrderBy(row => row.Id).Select(row => row.Session));
        foreach (var account in found.Accounts.Values)
            table.Add(account.User);
        table.Log = new();
        return new(
            query, new(table, clock.GetTimestamp()), moment.Now, moment.Ahead, moment.Overrides, moment.Epoch, found.Sessions,
            found.Accounts, table.Log);
    }

    /// <summary>What is the same for all queries.</summary>
    private sealed record Moment(TimeSpan Ahead, DateTime Now, long Term, long Epoch, IReadOnlyList<Override> Overrides);

    private sealed class Rows(SessionModel model, SeedNames seeds)
    {
        private readonly HashSet<long> ids = [];
        private readonly Dictionary<long, Family> families = [];
        private readonly string[] none = [.. model.ValueNames.Select(_ => "")];

        public List<SessionRow> Sessions { get; } = [];

        public Dictionary<string, AccountRow> Accounts { get; } = new(StringComparer.Ordinal);

        public void Add(NpgsqlDataReader row)
        {
            if (!row.IsDBNull(LookColumn.AccountName))
            {
                var name = row.GetString(LookColumn.AccountName);
                var user = new SessionUser(name, row.GetFieldValue<string[]>(LookColumn.AccountValues));
                Accounts.TryAdd(name, new(user, row.GetInt64(LookColumn.AccountVersion)));
            }

            // A session is found by each of its values.
            if (row.IsDBNull(LookColumn.Family) || !ids.Add(row.GetInt64(LookColumn.Id)))
                return;
            Sessions.Add(SessionOf(row));
        }

        private SessionRow SessionOf(NpgsqlDataReader row)
        {
            var (family, id) = (row.GetInt64(LookColumn.Family), row.GetInt64(LookColumn.Id));
            var account = row.GetString(LookColumn.Account);
            var user = Accounts.TryGetValue(account, out var known) ? known.User : new(account, none);
            var word = row.GetInt64(LookColumn.State);
            ValueBits? bits = model.TellsValuesApart
                ? new(
                    row.GetInt32(LookColumn.Superseded), row.GetInt32(LookColumn.Ended), row.GetInt32(LookColumn.Expired),
                    row.GetInt64(LookColumn.Issued))
                : null;
            var session = new Session(
                user, Text(row, LookColumn.Kind), row.GetFieldValue<string[]>(LookColumn.Values), startsExpired: false,
                seeds.Find(Text(row, LookColumn.Preferred)))
            {
                Word = word,
                OpenedAt = row.GetInt64(LookColumn.OpenedAt),
                CommonName = Text(row, LookColumn.CommonName),
                Values = bits is { } stored ? new(FamilyOf(family, Text(row, LookColumn.Client))) { Bits = stored } : null,
            };
            return new(
                family, id, row.GetInt64(LookColumn.Version), row.GetFieldValue<DateTime>(LookColumn.Touched), word, bits, session);
        }

        private Family FamilyOf(long id, string? client)
        {
            if (!families.TryGetValue(id, out var family))
                families.Add(id, family = new() { Client = client });
            return family;
        }

        private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
