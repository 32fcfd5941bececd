using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>Holds the sessions of one contract's mock, and resets them.</summary>
internal sealed class SessionStore
{
    private readonly SessionModel model;
    private readonly TimeProvider clock;
    private readonly Func<IEnumerable<Session>> seeds;
    private volatile SessionTable current;

    /// <param name="seeds">Creates the seeded sessions; new ones on each call.</param>
    public SessionStore(SessionModel model, TimeProvider clock, Func<IEnumerable<Session>> seeds)
    {
        this.model = model;
        this.clock = clock;
        this.seeds = seeds;
        current = Seeded();
    }

    private SessionStore(SessionModel model, TimeProvider clock, Func<IEnumerable<Session>> seeds, SessionTable table)
    {
        this.model = model;
        this.clock = clock;
        this.seeds = seeds;
        current = table;
    }

    public long Now => clock.GetTimestamp();

    /// <summary>Ticks of <see cref="Now"/> per second.</summary>
    public long Frequency => clock.TimestampFrequency;

    /// <summary>The current sessions. Read it once per request: a reset replaces it as a whole.</summary>
    public SessionTable Current => current;

    /// <summary>The current sessions at the current time.</summary>
    public Look Look()
    {
        // The time first: after a reset, a session of the table before it would be judged by the clock that was set back.
        var now = Now;
        return new(current, now);
    }

    public void Reset() => current = Seeded();

    /// <summary>Counts the age of all sessions from now on, after the clock was set back.</summary>
    public void RestartAges()
    {
        foreach (var session in current.All)
            session.OpenedAt = Now;
    }

    /// <summary>
    /// The store after a reload of the contract. Both stores share the sessions, unless the contract's credentials or ids have changed;
    /// then it starts with the new seeds.
    /// </summary>
    /// <param name="kept">Whether the sessions were kept.</param>
    public SessionStore Next(SessionModel next, Func<IEnumerable<Session>> nextSeeds, out bool kept)
    {
        kept = next.ValueNames.Equals(model.ValueNames) && next.Credentials.Count == model.Credentials.Count && next.Key == model.Key
            && next.TellsValuesApart == model.TellsValuesApart;
        return kept
            ? new(next, clock, nextSeeds, new(next, clock, current, seeds(), SeedsAt(clock.GetTimestamp(), nextSeeds)))
            : new(next, clock, nextSeeds);
    }

    private SessionTable Seeded() => new(model, clock, SeedsAt(Now, seeds));

    private static IEnumerable<Session> SeedsAt(long now, Func<IEnumerable<Session>> seeds) => seeds().Select(session =>
    {
        session.OpenedAt = now;
        return session;
    });
}
