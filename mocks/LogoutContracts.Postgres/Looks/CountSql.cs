using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Npgsql;

namespace LogoutContracts.Postgres.Looks;

/// <summary>The statement that counts the sessions of a contract: the term, and the numbers of active, ended and expired ones.</summary>
/// <remarks>
/// It goes through the rows of all contracts. With an index, it could leave out the others, but each login would have to maintain it.
/// </remarks>
internal static class CountSql
{
    // A minute for what takes seconds: the connection of a statement that takes longer is broken.
    private const int TimeoutSeconds = 60;

    // In clock ticks; null without an idle timeout. The time of all rows is one.
    private const string OldestUse =
        "(select (extract(epoch from now()) * 10000000)::bigint + coalesce((select ahead from mock), 0) - $2::bigint)";

    private const string Rows = "from session s where s.contract = c.number and s.epoch = c.epoch";

    // Of a session that was renewed, the newest generation tells the state.
    private const string Newest = $"from (select distinct on (s.family) s.state {Rows} order by s.family desc, s.id desc) s";

    private static readonly string OfRows = Text(Rows);
    private static readonly string OfNewest = Text(Newest);

    /// <param name="contract">The contract's number.</param>
    public static NpgsqlCommand Command(NpgsqlConnection connection, short contract, SessionModel model)
    {
        var command = new NpgsqlCommand(model.TellsValuesApart ? OfNewest : OfRows, connection) { CommandTimeout = TimeoutSeconds };
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = contract });
        command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = model.IdleTimeout?.Ticks });
        return command;
    }

    /// <summary>With the contract's number as $1, and the idle timeout as $2.</summary>
    private static string Text(string rows) =>
        "select c.term, n.known - n.ended - n.expired, n.ended, n.expired from contract c cross join lateral (select count(*) known, "
        + FormattableString.Invariant($"count(*) filter (where s.state = {Session.Ended}) ended, ")
        + FormattableString.Invariant($"count(*) filter (where s.state = {Session.Expired} or s.state >= 0 and s.state < {OldestUse}) expired ")
        + $"{rows}) n where c.number = $1";
}
