namespace LogoutContracts.Verification.Sessions;

/// <summary>Live sessions that later cases can reuse, because logins are slow and often rate-limited. Thread-safe.</summary>
internal sealed class SessionPool
{
    private readonly List<Pooled> sessions = [];
    private readonly Lock writing = new();

    /// <param name="accounts">May contain sessions that the user has given. They belong to the first user, and count as every kind.</param>
    public SessionPool(Accounts? accounts = null)
    {
        foreach (var session in (accounts?.Sessions ?? []).Reverse())
            sessions.Add(new(null, false, session.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)));
        IsGiven = sessions.Count > 0;
    }

    /// <summary>Whether the pool only has sessions that the user has given.</summary>
    public bool IsGiven { get; }

    /// <summary>Takes the session that was returned last.</summary>
    /// <returns>Null if there is no session of this kind and user.</returns>
    public Dictionary<string, string>? Take(string? kind, bool isOther)
    {
        lock (writing)
        {
            var place = sessions.FindLastIndex(session => session.IsOther == isOther
                && (IsGiven || string.Equals(session.Kind, kind, StringComparison.Ordinal)));
            if (place < 0)
                return null;
            var found = sessions[place].Values;
            sessions.RemoveAt(place);
            return found;
        }
    }

    /// <summary>Removes all sessions, except given ones.</summary>
    public void Clear()
    {
        lock (writing)
        {
            if (!IsGiven)
                sessions.Clear();
        }
    }

    /// <summary>Returns a session to the pool, unless it already contains the session.</summary>
    public void Return(string? kind, bool isOther, Dictionary<string, string> session)
    {
        lock (writing)
        {
            if (!sessions.Exists(known => IsSame(known.Values, session)))
                sessions.Add(new(kind, isOther, session));
        }
    }

    // Ignore ids that only one of them has.
    private static bool IsSame(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.All(value => !other.TryGetValue(value.Key, out var same) || string.Equals(value.Value, same, StringComparison.Ordinal));

    private sealed record Pooled(string? Kind, bool IsOther, Dictionary<string, string> Values);
}
