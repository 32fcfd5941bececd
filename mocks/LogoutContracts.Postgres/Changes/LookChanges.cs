using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Postgres.Looks;

namespace LogoutContracts.Postgres.Changes;

/// <summary>What a request has changed in its look. Pure.</summary>
internal sealed class LookChanges
{
    private LookChanges(
        IReadOnlyList<SessionRow> updated, IReadOnlyList<AddedSession> added, IReadOnlyList<SessionRow> removed,
        IReadOnlyList<SessionRow> locked, IReadOnlyList<AccountRow> guards)
    {
        (Updated, Added, Removed, Locked, Guards) = (updated, added, removed, locked, guards);
    }

    /// <summary>Sessions whose state has changed, and the first generations of those that were renewed.</summary>
    public IReadOnlyList<SessionRow> Updated { get; }

    public IReadOnlyList<AddedSession> Added { get; }

    public IReadOnlyList<SessionRow> Removed { get; }

    /// <summary>
    /// The sessions that the changes depend on, in the order to lock them in. They must not have changed: otherwise a session could end
    /// another one although it has been ended itself.
    /// </summary>
    public IReadOnlyList<SessionRow> Locked { get; }

    /// <summary>
    /// Users for whom no session may have been opened in the meantime, because all their sessions end; in the order to lock them in.
    /// </summary>
    public IReadOnlyList<AccountRow> Guards { get; }

    public bool Any => Updated.Count + Added.Count + Removed.Count > 0;

    /// <summary>Whether all is a change of one session that has only one generation.</summary>
    public bool IsOneUpdate => Updated.Count == 1 && Locked.Count == 1 && Added.Count + Removed.Count + Guards.Count == 0;

    /// <param name="uses">When a use is worth storing.</param>
    public static LookChanges Of(PostgresLook look, UseRule uses)
    {
        var removed = look.Log.Removed.Count == 0 ? []
            : look.Sessions.Where(row => look.Log.Removed.Contains(row.Session)).ToList();
        var updated = look.Sessions
            .Where(row => row.HasChanged && (!row.IsOnlyUsed || uses.IsWorthStoring(row, look.Now)) && !removed.Contains(row))
            .ToList();
        var ends = look.HasOthersOfUser && updated.Exists(row => !row.IsOnlyUsed);
        var guards = updated.Where(_ => ends).Select(row => look.Accounts[row.Session.User.Name]).Distinct()
            .OrderBy(account => account.User.Name, StringComparer.Ordinal);
        var added = new List<AddedSession>();
        foreach (var session in look.Log.Added)
        {
            var first = session.Values?.Family.Generations[0];
            var root = first is null || ReferenceEquals(first, session) ? null
                : look.Sessions.First(row => ReferenceEquals(row.Session, first));

            // So that a concurrent logout, which does not see the new generation, is decided again.
            if (root is not null && !updated.Contains(root))
                updated.Add(root);
            added.Add(new(session, root?.Family, root is null && !look.Accounts.ContainsKey(session.User.Name)));
        }

        // Whether a use is stored depends on nothing else.
        var isOnlyUse = added.Count + removed.Count == 0 && updated.TrueForAll(row => row.IsOnlyUsed);
        var locked = isOnlyUse ? updated : look.Sessions;
        return new(updated, added, removed, [.. locked.OrderBy(row => row.Family).ThenBy(row => row.Id)], [.. guards]);
    }
}

/// <summary>A session, or a new generation of one.</summary>
/// <param name="Family">Null for a new session.</param>
/// <param name="IsOfNewUser">Whether the user must be stored, too.</param>
internal sealed record AddedSession(Session Session, long? Family, bool IsOfNewUser);
