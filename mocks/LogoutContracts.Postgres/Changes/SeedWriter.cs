using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Looks;
using Npgsql;
using NpgsqlTypes;

namespace LogoutContracts.Postgres.Changes;

/// <summary>Stores the sessions that a contract starts with. Each reset does it, so it copies them in bulk.</summary>
/// <param name="contract">The contract's number.</param>
internal sealed class SeedWriter(SessionColumns columns, short contract)
{
    /// <summary>Call it in a transaction.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, long epoch, IEnumerable<Session> seeds)
    {
        var sessions = seeds.ToList();
        var users = sessions.Select(session => session.User).DistinctBy(user => user.Name, StringComparer.Ordinal).ToList();
        var now = (await connection.ScalarAsync<DateTime>("select clock_timestamp()") - DateTime.UnixEpoch).Ticks
            + await connection.ScalarAsync<long>("select ahead from mock");
        var ids = await connection.ListAsync<long>("select nextval('session_id') from generate_series(1, $1)", sessions.Count);
        await CopyAsync(connection, "account (contract, epoch, name, vals)", users, async (row, user) =>
        {
            await row.WriteAsync(contract, NpgsqlDbType.Smallint);
            await row.WriteAsync(epoch, NpgsqlDbType.Bigint);
            await row.WriteAsync(user.Name, NpgsqlDbType.Text);
            await row.WriteAsync(columns.Shared(user), NpgsqlDbType.Array | NpgsqlDbType.Text);
        });
        const string Sessions = "session (family, id, contract, epoch, account, is_grouped, kind, vals, common_name, client, preferred, "
            + "opened, state, superseded, ended, expired, issued, is_seed)";
        await CopyAsync(connection, Sessions, sessions.Zip(ids), async (row, seed) =>
        {
            var (session, id) = seed;
            var bits = SessionColumns.BitsOf(session);
            await row.WriteAsync(id, NpgsqlDbType.Bigint);
            await row.WriteAsync(id, NpgsqlDbType.Bigint);
            await row.WriteAsync(contract, NpgsqlDbType.Smallint);
            await row.WriteAsync(epoch, NpgsqlDbType.Bigint);
            await row.WriteAsync(session.User.Name, NpgsqlDbType.Text);
            await row.WriteAsync(columns.IsGrouped, NpgsqlDbType.Boolean);
            await TextAsync(row, session.Kind);
            await row.WriteAsync(columns.Own(session), NpgsqlDbType.Array | NpgsqlDbType.Text);
            await TextAsync(row, session.CommonName);
            await TextAsync(row, session.Values?.Family.Client);
            await TextAsync(row, SeedNames.Of(session.Preferred));
            await row.WriteAsync(now, NpgsqlDbType.Bigint);
            await row.WriteAsync(session.Word, NpgsqlDbType.Bigint);
            await row.WriteAsync(bits.Superseded, NpgsqlDbType.Integer);
            await row.WriteAsync(bits.Ended, NpgsqlDbType.Integer);
            await row.WriteAsync(bits.Expired, NpgsqlDbType.Integer);
            await row.WriteAsync(bits.Issued, NpgsqlDbType.Bigint);
            await row.WriteAsync(true, NpgsqlDbType.Boolean);
        });
        await ValuesAsync(
            connection, "session_value (contract, epoch, place, digest, family)", NpgsqlDbType.Bigint, epoch,
            sessions.Zip(ids).SelectMany(seed => Values(columns.OwnDigests(seed.First), (object)seed.Second)));
        await ValuesAsync(
            connection, "account_value (contract, epoch, place, digest, account)", NpgsqlDbType.Text, epoch,
            users.SelectMany(user => Values(columns.SharedDigests(user), (object)user.Name)));
    }

    private static IEnumerable<(short Place, Guid Digest, object Owner)> Values((short[] Places, Guid[] Digests) digests, object owner) =>
        digests.Places.Zip(digests.Digests, (place, digest) => (place, digest, owner));

    // Of several owners of one value, the last is found, as in memory.
    private Task ValuesAsync(
        NpgsqlConnection connection, string into, NpgsqlDbType type, long epoch,
        IEnumerable<(short Place, Guid Digest, object Owner)> values) => CopyAsync(
        connection, into, values.GroupBy(value => (value.Place, value.Digest)).Select(group => group.Last()), async (row, value) =>
        {
            await row.WriteAsync(contract, NpgsqlDbType.Smallint);
            await row.WriteAsync(epoch, NpgsqlDbType.Bigint);
            await row.WriteAsync(value.Place, NpgsqlDbType.Smallint);
            await row.WriteAsync(value.Digest, NpgsqlDbType.Uuid);
            await row.WriteAsync(value.Owner, type);
        });

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string into, IEnumerable<T> items, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        await using var row = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        foreach (var item in items)
        {
            await row.StartRowAsync();
            await write(row, item);
        }

        await row.CompleteAsync();
    }

    private static Task TextAsync(NpgsqlBinaryImporter row, string? text) =>
        text is null ? row.WriteNullAsync() : row.WriteAsync(text, NpgsqlDbType.Text);
}
