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

    /// <exception cref="StateUnavailableException">Other servers have taken over the contract.</exception>
    public async Task<PostgresLook> ReadAsync(NpgsqlDataReader rows, SessionQuery query)
    {
        var found = new Rows(model, seeds);
        (long Ahead, DateTime Now, long Term, long Epoch)? moment = null;
        IReadOnlyList<Override> overrides = [];
        while (await rows.ReadAsync())
        {
            if (moment is null)
            {
                moment = (rows.GetInt64(0), rows.GetFieldValue<DateTime>(1), rows.GetInt64(2), rows.GetInt64(3));
                overrides = rows.IsDBNull(4) ? [] : OverrideText.Parse(rows.GetFieldValue<string[,]>(4), state);
            }

            found.Add(rows);
        }

        // Another term: servers with another spec, overlays or release have taken over.
        if (moment is not { } known || known.Term != term)
        {
            throw new StateUnavailableException(
                $"Servers with another spec, overlays or release now share the contract '{state.Plan.Contract.Id}'. "
                + "Restart this server with theirs.");
        }

        var ahead = TimeSpan.FromTicks(known.Ahead);
        var clock = new MomentClock(new DateTimeOffset(known.Now) + ahead);
        var table = new SessionTable(model, clock, found.Sessions.OrderBy(row => row.Id).Select(row => row.Session));
        foreach (var account in found.Accounts.Values)
            table.Add(account.User);
        table.Log = new();
        return new(query, new(table, clock.GetTimestamp()), ahead, overrides, known.Epoch, found.Sessions, found.Accounts, table.Log);
    }

    private sealed class Rows(SessionModel model, SeedNames seeds)
    {
        private readonly HashSet<long> ids = [];
        private readonly Dictionary<long, Family> families = [];
        private readonly string[] none = [.. model.ValueNames.Select(_ => "")];

        public List<SessionRow> Sessions { get; } = [];

        public Dictionary<string, AccountRow> Accounts { get; } = new(StringComparer.Ordinal);

        public void Add(NpgsqlDataReader row)
        {
            if (!row.IsDBNull(20))
            {
                var name = row.GetString(20);
                Accounts.TryAdd(name, new(new(name, row.GetFieldValue<string[]>(21)), row.GetInt64(22)));
            }

            // A session is found by each of its values.
            if (row.IsDBNull(5) || !ids.Add(row.GetInt64(6)))
                return;
            Sessions.Add(SessionOf(row));
        }

        private SessionRow SessionOf(NpgsqlDataReader row)
        {
            var (family, id) = (row.GetInt64(5), row.GetInt64(6));
            var account = row.GetString(7);
            var user = Accounts.TryGetValue(account, out var known) ? known.User : new(account, none);
            var word = row.GetInt64(14);
            ValueBits? bits = model.TellsValuesApart
                ? new(row.GetInt32(15), row.GetInt32(16), row.GetInt32(17), row.GetInt64(18)) : null;
            var session = new Session(
                user, Text(row, 8), row.GetFieldValue<string[]>(9), startsExpired: false, seeds.Find(Text(row, 12)))
            {
                Word = word,
                OpenedAt = row.GetInt64(13),
                CommonName = Text(row, 10),
                Values = bits is { } stored ? new(FamilyOf(family, Text(row, 11))) { Bits = stored } : null,
            };
            return new(family, id, row.GetInt64(19), word, bits, session);
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
