using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using Npgsql;

namespace LogoutContracts.Postgres.Looks;

/// <summary>
/// The statements that go through all sessions of a contract. Parameters: the contract's number, the idle timeout, part of a user's name,
/// and a state.
/// </summary>
/// <remarks>
/// They go through the rows of all contracts. With an index, they could leave out the others, but each login would have to maintain it.
/// </remarks>
internal static class FilterSql
{
    private const string OfContract = "s.contract = c.number and s.epoch = c.epoch";

    // In clock ticks; null without an idle timeout. One time for all rows.
    private const string OldestUse =
        "(select (extract(epoch from now()) * 10000000)::bigint + coalesce((select ahead from mock), 0) - $2::bigint)";

    private static readonly string State = FormattableString.Invariant(
        $"case when s.state = {Session.Ended} then '{SessionState.Ended.InSpecWords()}' ")
        + FormattableString.Invariant($"when s.state = {Session.Expired} or s.state >= 0 and s.state < {OldestUse} ")
        + $"then '{SessionState.Expired.InSpecWords()}' else '{SessionState.Active.InSpecWords()}' end";

    /// <summary>Which of the <see cref="Rows"/> the filter selects.</summary>
    public static string Selected { get; } =
        $"($3::text is null or position(lower($3) in lower(s.account)) > 0) and ($4::text is null or $4 = {State})";

    /// <summary>The rows of the sessions, as s; of a session that was renewed, the newest generation.</summary>
    public static string Rows(SessionModel model) => model.TellsValuesApart
        ? $"from (select distinct on (s.family) s.family, s.state, s.account from session s where {OfContract} "
            + "order by s.family desc, s.id desc) s"
        : $"from (select s.family, s.state, s.account from session s where {OfContract}) s";

    /// <summary>Counts the sessions: the term, and the numbers of active, ended and expired ones.</summary>
    public static string CountOf(SessionModel model) =>
        $"select c.term, n.known - n.ended - n.expired, n.ended, n.expired from contract c cross join lateral (select count(*) known, "
        + $"{Counted(SessionState.Ended)}, {Counted(SessionState.Expired)} {Rows(model)} where {Selected}) n where c.number = $1";

    /// <param name="text">Has the parameters of the filter.</param>
    /// <param name="contract">The contract's number.</param>
    /// <param name="more">The other parameters.</param>
    public static NpgsqlCommand Command(
        NpgsqlConnection connection, string text, short contract, SessionModel model, SessionFilter filter, params long[] more)
    {
        var command = new NpgsqlCommand(text, connection);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = contract });
        command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = model.IdleTimeout?.Ticks });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.User });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.State?.InSpecWords() });
        foreach (var value in more)
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        return command;
    }

    private static string Counted(SessionState state)
    {
        var word = state.InSpecWords();
        return $"count(*) filter (where {State} = '{word}') {word}";
    }
}
