using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Postgres.Changes;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Looks;
using LogoutContracts.Postgres.Members;

namespace LogoutContracts.Postgres;

/// <summary>The sessions, forced answers and faults of one contract in PostgreSQL.</summary>
internal sealed class PostgresContract : ISharedContract
{
    private static readonly SessionFilter Everything = new(null, null);

    private readonly ContractState state;
    private readonly Database database;
    private readonly Membership membership;
    private readonly TimeSpan timeout;
    private readonly UseRule uses;
    private readonly bool sharesValues;
    private readonly LookQueue[] queues;
    private readonly SessionCounter counter;

    public PostgresContract(ContractState state, Database database, Membership membership, PostgresSettings settings)
    {
        (this.state, this.database, this.membership, timeout) = (state, database, membership, settings.Timeout);
        var model = state.Plan.Contract.Sessions;
        (uses, sharesValues) = (new(model, settings.Keep), LookShape.SharesValues(model));
        queues = [.. LookShape.Asking.Select(shape => new LookQueue(queries => ReadAsync(shape, queries, Deadline.After(timeout))))];
        counter = new(() => CountAsync(Everything));
        Overrides = new PostgresOverrides(this);
    }

    public TimeSpan Timeout => timeout;

    public OverrideList Overrides { get; }

    private string Id => state.Plan.Contract.Id;

    public async ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline)
    {
        var shape = LookShape.Of(query, sharesValues);
        return shape.IsAll ? (await ReadAsync(shape, [query], deadline))[0] : await queues[shape.Index].LookAsync(query, deadline);
    }

    public ValueTask<bool> TryApplyAsync(SharedLook look, Deadline deadline)
    {
        var seen = (PostgresLook)look;
        var changes = LookChanges.Of(seen, uses);
        return changes.Any ? WriteAsync(seen, changes, deadline) : new(true);
    }

    public async ValueTask<long?> CountAsync(string overrideId, Deadline deadline)
    {
        var member = membership.Of(Id);
        return await database.WriteAsync(
            connection => connection.ScalarAsync<long?>(
                "update override set seen = seen + 1 where contract = $1 and id = $2 returning seen", member.Number, overrideId),
            deadline);
    }

    public ValueTask<SessionCounts> CountSessionsAsync(Deadline deadline) => counter.CountAsync(deadline);

    public async ValueTask<long> CountSessionsAsync(SessionFilter filter) => filter.User is null
        ? (await counter.CountAsync()).Of(filter.State)
        : (await CountAsync(filter with { State = null })).Of(filter.State);

    public async ValueTask<Look> PageAsync(SessionFilter filter, long offset, int limit)
    {
        var (member, model) = (membership.Of(Id), state.Plan.Contract.Sessions);
        var looks = await database.ReadSlowlyAsync(
            async connection =>
            {
                await using var command = FilterSql.Command(
                    connection, LookSql.PageOf(model), member.Number, model, filter, offset, limit);
                await using var rows = await command.ExecuteReaderAsync();
                return await member.Reader.ReadAsync(rows, [new()]);
            });
        return looks[0].Look;
    }

    /// <summary>The forced answers and faults, with the numbers of requests.</summary>
    public async ValueTask<IReadOnlyList<Override>> OverridesAsync() =>
        (await LookAsync(new SessionQuery(), Deadline.After(timeout))).Overrides;

    /// <summary>Changes forced answers and faults.</summary>
    /// <param name="sql">With the contract's number as $1.</param>
    /// <returns>The number of rows that were changed.</returns>
    public async ValueTask<int> ChangeAsync(string sql, params object[] values)
    {
        var deadline = Deadline.After(timeout);
        var member = membership.Of(Id);
        return await database.WriteAsync(
            connection => connection.RunAsync(sql, [member.Number, .. values]), deadline);
    }

    private async Task<IReadOnlyList<PostgresLook>> ReadAsync(
        LookShape shape, IReadOnlyList<SessionQuery> queries, Deadline deadline)
    {
        var member = membership.Of(Id);
        return await database.ReadAsync(
            async connection =>
            {
                await using var command = LookSql.Command(connection, member.Number, shape, queries);
                await using var rows = await command.ExecuteReaderAsync();
                return await member.Reader.ReadAsync(rows, queries);
            },
            deadline);
    }

    private async Task<SessionCounts> CountAsync(SessionFilter filter)
    {
        var (member, model) = (membership.Of(Id), state.Plan.Contract.Sessions);
        return await database.ReadSlowlyAsync(
            async connection =>
            {
                await using var command = FilterSql.Command(connection, FilterSql.CountOf(model), member.Number, model, filter);
                await using var rows = await command.ExecuteReaderAsync();
                return await member.Reader.CountsAsync(rows);
            });
    }

    private async ValueTask<bool> WriteAsync(PostgresLook look, LookChanges changes, Deadline deadline)
    {
        var member = membership.Of(Id);
        return await database.WriteAsync(
            connection => member.Writer.TryWriteAsync(connection, look.Epoch, changes), deadline);
    }
}
