using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Looks;
using Npgsql;
using NpgsqlTypes;

namespace LogoutContracts.Postgres.Changes;

/// <summary>The statements that change the sessions of one contract.</summary>
/// <param name="contract">The contract's number.</param>
internal sealed class SessionWriter(SessionColumns columns, short contract)
{
    /// <summary>Changes a session if it still has the version that was read.</summary>
    public const string Update =
        "update session set state = $1, superseded = $2, ended = $3, expired = $4, issued = $5, version = version + 1, touched = now() "
        + "where family = $6 and id = $7 and version = $8";

    private const string LockAccounts =
        "select version from account where contract = $1 and epoch = $2 and name = any($3) order by name collate \"C\" for update";

    private const string LockSessions =
        "select id, version from session where family = any($1) order by family, id for update";

    private const string InsertAccount = "insert into account (contract, epoch, name, vals) values ($1, $2, $3, $4)";

    private const string InsertAccountValues =
        "insert into account_value (contract, epoch, place, digest, account) "
        + "select $1, $2, v.place, v.digest, $5 from unnest($3, $4) v (place, digest) "
        + "on conflict (contract, epoch, place, digest) do update set account = excluded.account";

    private const string TouchAccount =
        "update account set version = version + 1 where contract = $1 and epoch = $2 and name = $3";

    private const string InsertSession =
        "with n as (select nextval('session_id') id), "
        + "s as (insert into session (family, id, contract, epoch, account, is_grouped, kind, vals, common_name, client, preferred, "
        + "opened, state, superseded, ended, expired, issued) "
        + "select coalesce($5, n.id), n.id, $1, $2, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18 from n returning family) "
        + "insert into session_value (contract, epoch, place, digest, family) "
        + "select $1, $2, v.place, v.digest, s.family from s, unnest($3, $4) v (place, digest) "
        + "on conflict (contract, epoch, place, digest) do update set family = excluded.family";

    private const string DeleteSession = "delete from session where family = $1 and id = $2";

    private const string DeleteSessionValues =
        "delete from session_value where contract = $1 and epoch = $2 and family = $3 and place = any($4) and digest = any($5)";

    /// <summary>Stores changes, all or nothing.</summary>
    /// <returns>False if a concurrent transaction has changed one of the rows; then nothing is stored.</returns>
    public async Task<bool> TryWriteAsync(NpgsqlConnection connection, long epoch, LookChanges changes)
    {
        if (changes.IsOneUpdate)
        {
            await using var command = new NpgsqlCommand(Update, connection);
            Add(command.Parameters, changes.Updated[0]);
            return await command.ExecuteNonQueryAsync() == 1;
        }

        if (changes.Locked.Count == 0)
        {
            await WriteAsync(connection, epoch, changes);
            return true;
        }

        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
        if (!await LockAsync(connection, epoch, changes))
        {
            await transaction.RollbackAsync();
            return false;
        }

        await WriteAsync(connection, epoch, changes);
        await transaction.CommitAsync();
        return true;
    }

    // In one batch, which is one transaction if none is open.
    private async Task WriteAsync(NpgsqlConnection connection, long epoch, LookChanges changes)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in changes.Removed)
        {
            var values = columns.OwnDigests(row.Session);
            batch.Add(DeleteSession, row.Family, row.Id);
            batch.Add(DeleteSessionValues, contract, epoch, row.Family, values.Places, values.Digests);
        }

        foreach (var row in changes.Updated)
            Add(batch.Add(Update).Parameters, row);
        foreach (var added in changes.Added)
            AddSession(batch, epoch, added);
        await batch.ExecuteNonQueryAsync();
    }

    private async Task<bool> LockAsync(NpgsqlConnection connection, long epoch, LookChanges changes)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (changes.Guards.Count > 0)
            batch.Add(LockAccounts, contract, epoch, changes.Guards.Select(account => account.User.Name).ToArray());
        batch.Add(LockSessions, changes.Locked.Select(row => row.Family).Distinct().ToArray());
        await using var reader = await batch.ExecuteReaderAsync();
        if (changes.Guards.Count > 0)
        {
            var versions = new List<long>();
            while (await reader.ReadAsync())
                versions.Add(reader.GetInt64(0));
            if (!versions.SequenceEqual(changes.Guards.Select(account => account.Version)))
                return false;
            await reader.NextResultAsync();
        }

        var rows = new List<(long, long)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return rows.SequenceEqual(changes.Locked.Select(row => (row.Id, row.Version)));
    }

    private void AddSession(NpgsqlBatch batch, long epoch, AddedSession added)
    {
        var (session, user) = (added.Session, added.Session.User);
        if (added.IsOfNewUser)
        {
            batch.Add(InsertAccount, contract, epoch, user.Name, columns.Shared(user));
            var values = columns.SharedDigests(user);
            if (values.Places.Length > 0)
                batch.Add(InsertAccountValues, contract, epoch, values.Places, values.Digests, user.Name);
        }
        else if (columns.IsGrouped && added.Family is null)
        {
            batch.Add(TouchAccount, contract, epoch, user.Name);
        }

        var own = columns.OwnDigests(session);
        var bits = SessionColumns.BitsOf(session);
        batch.Add(
            InsertSession, contract, epoch, own.Places, own.Digests, Nullable(added.Family, NpgsqlDbType.Bigint), user.Name,
            columns.IsGrouped,
            Nullable(session.Kind), columns.Own(session), Nullable(session.CommonName),
            Nullable(session.Values?.Family.Client), Nullable(SeedNames.Of(session.Preferred)),
            session.OpenedAt, session.Word, bits.Superseded, bits.Ended, bits.Expired, bits.Issued);
    }

    private static void Add(NpgsqlParameterCollection to, SessionRow row)
    {
        var bits = SessionColumns.BitsOf(row.Session);
        to.Add(new NpgsqlParameter<long> { TypedValue = row.Session.Word });
        to.Add(new NpgsqlParameter<int> { TypedValue = bits.Superseded });
        to.Add(new NpgsqlParameter<int> { TypedValue = bits.Ended });
        to.Add(new NpgsqlParameter<int> { TypedValue = bits.Expired });
        to.Add(new NpgsqlParameter<long> { TypedValue = bits.Issued });
        to.Add(new NpgsqlParameter<long> { TypedValue = row.Family });
        to.Add(new NpgsqlParameter<long> { TypedValue = row.Id });
        to.Add(new NpgsqlParameter<long> { TypedValue = row.Version });
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type = NpgsqlDbType.Text) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
