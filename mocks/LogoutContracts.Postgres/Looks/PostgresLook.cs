using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;

namespace LogoutContracts.Postgres.Looks;

/// <summary>What was read for a request.</summary>
/// <param name="query">What was asked for.</param>
/// <param name="log">What the request adds to the table and removes from it.</param>
internal sealed class PostgresLook(
    SessionQuery query, Look look, DateTime now, TimeSpan ahead, IReadOnlyList<Override> overrides, long epoch,
    IReadOnlyList<SessionRow> sessions, IReadOnlyDictionary<string, AccountRow> accounts, SessionLog log)
    : SharedLook(look, now, ahead, overrides)
{
    /// <summary>Whether all sessions of the users were read.</summary>
    public bool HasOthersOfUser => query.WithOthersOfUser;

    public long Epoch => epoch;

    public IReadOnlyList<SessionRow> Sessions => sessions;

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, AccountRow> Accounts => accounts;

    public SessionLog Log => log;
}
