using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>Holds the sessions of one contract's mock, and puts them back to the start.</summary>
internal sealed class SessionStore
{
    private readonly SessionModel model;
    private readonly TimeProvider clock;
    private readonly Func<IEnumerable<Session>> seeds;
    private volatile SessionTable current;

    /// <param name="seeds">Makes the sessions that are there from the start, new ones at each call.</param>
    public SessionStore(SessionModel model, TimeProvider clock, Func<IEnumerable<Session>> seeds)
    {
        this.model = model;
        this.clock = clock;
        this.seeds = seeds;
        current = Seeded();
    }

    private SessionStore(SessionModel model, TimeProvider clock, Func<IEnumerable<Session>> seeds, Func<SessionStore, SessionTable> table)
    {
        this.model = model;
        this.clock = clock;
        this.seeds = seeds;
        current = table(this);
    }

    public long Now => clock.GetTimestamp();

    /// <summary>Of <see cref="Now"/>: so many make a second.</summary>
    public long Frequency => clock.TimestampFrequency;

    /// <summary>To be asked for once a request: who keeps to one table sees a reset as a whole, or not at all.</summary>
    public SessionTable Current => current;

    public void Reset() => current = Seeded();

    /// <summary>The store of the contract in a later reading. Both have the same sessions, unless these consist of other values now; then it starts with its seeds.</summary>
    /// <param name="kept">Whether they have.</param>
    public SessionStore Next(SessionModel next, Func<IEnumerable<Session>> nextSeeds, out bool kept)
    {
        kept = next.ValueNames.Equals(model.ValueNames) && next.Credentials.Count == model.Credentials.Count && next.Key == model.Key;
        return kept ? new(next, clock, nextSeeds, store => new(next, store.IdleLimit, current, seeds(), nextSeeds())) : new(next, clock, nextSeeds);
    }

    private long? IdleLimit => model.IdleTimeout is { } idle ? (long)(idle.TotalSeconds * clock.TimestampFrequency) : null;

    private SessionTable Seeded() => new(model, IdleLimit, seeds());
}
