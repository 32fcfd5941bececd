namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>
/// Whether concurrent events can be put in one order that the model explains, in which an event that had ended before another started comes
/// first (Herlihy and Wing, 1990).
/// </summary>
internal static class Linearizability
{
    public static bool Holds(SessionsModel model, IReadOnlyList<Event> events)
    {
        var refuted = new HashSet<(int Done, string State)>();
        return Search(model, 0);

        bool Search(SessionsModel state, int done)
        {
            if (done == (1 << events.Count) - 1)
                return true;
            if (!refuted.Add((done, state.Key)))
                return false;
            for (var next = 0; next < events.Count; next++)
            {
                if ((done & (1 << next)) == 0 && MayBeNext(next, done) && state.After(events[next]) is { } after
                    && Search(after, done | (1 << next)))
                    return true;
            }

            return false;
        }

        bool MayBeNext(int next, int done)
        {
            for (var other = 0; other < events.Count; other++)
            {
                if ((done & (1 << other)) == 0 && events[other].End < events[next].Start)
                    return false;
            }

            return true;
        }
    }
}
