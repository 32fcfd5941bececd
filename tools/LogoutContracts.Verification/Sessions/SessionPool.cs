namespace LogoutContracts.Verification.Sessions;

/// <summary>Sessions that were live when last probed, for the next case that needs one: logins are slow and often limited.</summary>
internal sealed class SessionPool
{
    private readonly List<Pooled> sessions = [];
    private readonly Lock writing = new();

    /// <param name="accounts">Sessions that the user has given; they are of the first user, and fit any kind.</param>
    public SessionPool(Accounts? accounts = null)
    {
        foreach (var session in (accounts?.Sessions ?? []).Reverse())
            sessions.Add(new(null, false, session.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)));
        IsGiven = sessions.Count > 0;
    }

    /// <summary>Whether there are no other sessions than those that the user has given.</summary>
    public bool IsGiven { get; }

    /// <returns>The one that was returned last; null if there is none.</returns>
    public Dictionary<string, string>? Take(string? kind, bool isOther)
    {
        lock (writing)
        {
            var place = sessions.FindLastIndex(session => session.IsOther == isOther && (IsGiven || string.Equals(session.Kind, kind, StringComparison.Ordinal)));
            if (place < 0)
                return null;
            var found = sessions[place].Values;
            sessions.RemoveAt(place);
            return found;
        }
    }

    /// <summary>Returns a session; one that is here already stays here once.</summary>
    public void Return(string? kind, bool isOther, Dictionary<string, string> session)
    {
        lock (writing)
        {
            if (!sessions.Exists(known => IsSame(known.Values, session)))
                sessions.Add(new(kind, isOther, session));
        }
    }

    // One of them may know an id that the other does not.
    private static bool IsSame(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.All(value => !other.TryGetValue(value.Key, out var same) || string.Equals(value.Value, same, StringComparison.Ordinal));

    private sealed record Pooled(string? Kind, bool IsOther, Dictionary<string, string> Values);
}
