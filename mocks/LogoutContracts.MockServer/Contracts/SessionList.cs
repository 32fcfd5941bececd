using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Lists and counts the sessions of one contract's mock. Of shared sessions, it reads only those that it returns.</summary>
internal sealed class SessionList(ContractEndpoint mock)
{
    /// <summary>All sessions.</summary>
    public IEnumerable<SessionInfo> All => mock.Use(
        SessionQuery.All, look => look.Table.All.Where(static session => session.IsNewest).Select(session => InfoOf(look, session)));

    /// <summary>Counts the sessions in each state.</summary>
    /// <returns>Empty if the shared state is unavailable.</returns>
    public async Task<IReadOnlyList<SessionsInState>> CountAsync()
    {
        SessionCounts counts;
        try
        {
            counts = mock.Shared is { } shared ? await shared.CountSessionsAsync(Deadline.After(shared.Timeout))
                : mock.Use(SessionQuery.All, static look => look.Table.CountAt(look.Now));
        }
        catch (StateUnavailableException)
        {
            return [];
        }

        return [Of(SessionState.Active), Of(SessionState.Ended), Of(SessionState.Expired)];

        SessionsInState Of(SessionState state) => new(mock.Plan.Contract.Id, state.InSpecWords(), counts.Of(state));
    }

    /// <summary>Counts the sessions that a filter selects.</summary>
    public async Task<long> CountAsync(SessionFilter filter) => mock.Shared is { } shared ? await shared.CountSessionsAsync(filter)
        : mock.Use(SessionQuery.All, look => look.Table.All.LongCount(session => filter.Selects(look, session)));

    /// <summary>Some of the sessions that a filter selects; of shared ones, the newest first.</summary>
    /// <param name="offset">How many to leave out at the start.</param>
    public async Task<IReadOnlyList<SessionInfo>> PageAsync(SessionFilter filter, long offset, int limit)
    {
        if (mock.Shared is { } shared)
        {
            var look = await shared.PageAsync(filter, offset, limit);
            return
            [
                .. look.Table.All.Where(static session => session.IsNewest).OrderByDescending(session => session.Generations[0].Number)
                    .Select(session => InfoOf(look, session)),
            ];
        }

        return mock.Use(SessionQuery.All, look => look.Table.All.Where(session => filter.Selects(look, session) && offset-- <= 0)
            .Take(limit).Select(session => InfoOf(look, session)).ToList());
    }

    private SessionInfo InfoOf(Look look, Session session) => new(
        Redactor.Hash(session[mock.Redactor.Key]), session.User.Name, session.Kind, look.Table.StateOf(session, look.Now))
    {
        Idle = session.LastUse is { } used ? look.Since(used) : null,
        Age = look.Since(session.Generations[0].OpenedAt),
        Values = session.Generations.SelectMany(generation => ValuesOf(mock.Plan.Contract.Sessions, look, generation)),
    };

    private static IEnumerable<SessionValue> ValuesOf(SessionModel model, Look look, Session generation) => model.Credentials.Index()
        .Where(static pair => !pair.Item.IsPerUser)
        .Select(pair => new SessionValue(
            pair.Item.Name, Redactor.Hash(generation[pair.Index]), look.Table.StateOf(generation, pair.Index, look.Now),
            look.Since(generation.OpenedAt)));
}
