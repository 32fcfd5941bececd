namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>
/// Whether concurrent events can be put in one order that the model explains, in which an event that had ended before another started comes
/// first (Herlihy and Wing, 1990). What was refuted once is remembered, as Lowe does (2017). Events without an answer may be left out.
/// </summary>
internal static class Linearizability
{
    private const int MostEvents = 63;

    // A few seconds.
    private const int MostStates = 2_000_000;

    /// <exception cref="InvalidOperationException">There are too many events, or too many orders, to decide.</exception>
    public static bool Holds(SessionsModel model, IReadOnlyList<Event> events)
    {
        if (events.Count > MostEvents)
            throw new InvalidOperationException($"A history of {events.Count} events is too long.");
        var answered = events.Select((done, index) => done.Result is null ? 0 : 1L << index).Sum();
        var order = Enumerable.Range(0, events.Count).OrderBy(index => events[index].End).ThenBy(index => events[index].Start).ToArray();
        var refuted = new HashSet<(long Done, string State)>();
        return Search(model, 0);

        // A step without an answer and without an effect can be left out as well.
        static bool IsOther(SessionsModel after, SessionsModel before) => !string.Equals(after.Key, before.Key, StringComparison.Ordinal);

        bool Search(SessionsModel state, long done)
        {
            if ((done & answered) == answered)
                return true;
            if (!refuted.Add((done, state.Key)))
                return false;
            if (refuted.Count > MostStates)
                throw new InvalidOperationException($"A history is undecided: {string.Join("; ", events)}");
            return Array.Exists(order, next => (done & (1L << next)) == 0 && MayBeNext(next, done)
                && state.After(events[next]) is { } after && (events[next].Result is not null || IsOther(after, state))
                && Search(after, done | (1L << next)));
        }

        bool MayBeNext(int next, long done)
        {
            for (var other = 0; other < events.Count; other++)
            {
                if ((done & (1L << other)) == 0 && (events[other].End < events[next].Start || IsAlikeAndEarlier(other, next)))
                    return false;
            }

            return true;
        }

        // Of steps without an answer that do the same, the earliest may take effect whenever a later one may.
        bool IsAlikeAndEarlier(int other, int next) => events[other].Result is null && events[next].Result is null
            && events[other].Start < events[next].Start
            && events[other] with { Start = 0 } == events[next] with { Start = 0 };
    }
}
